using Akka.Actor;

namespace RayAkka.Cluster.Persistence;

/// <summary>Collects the answers to one request to a journal, which answers with several messages.</summary>
/// <param name="isLast">Takes an answer and says whether it is the last; throws if it is an error.</param>
/// <param name="done">Completed after the last answer.</param>
internal sealed class JournalRequest(Func<object, bool> isLast, TaskCompletionSource done) : UntypedActor
{
    /// <summary>How long a journal may be silent. Plugins have limits of their own, which are shorter.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected override void PreStart() => SetReceiveTimeout(Patience);

    protected override void PostStop() => done.TrySetException(new JournalException("The actor system has ended.") { MayHaveTakenEffect = true });

    protected override void OnReceive(object message)
    {
        try
        {
            if (message is ReceiveTimeout)
            {
                throw new JournalException($"The Akka.Persistence journal has not answered for {Patience.TotalSeconds:0} s; see that its database can be reached.") { MayHaveTakenEffect = true };
            }

            if (!isLast(message))
            {
                return;
            }

            done.TrySetResult();
        }
        catch (JournalException failure)
        {
            done.TrySetException(failure);
        }

        Context.Stop(Self);
    }
}
