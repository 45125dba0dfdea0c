using RayAkka.Objects;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>
/// Cancels the copy of a call with the call that it stands for. Inside one process that call is known: the copy is not begun once it was cancelled,
/// however long the word of it takes.
/// </summary>
internal sealed class CopyFollower : RefWaiter
{
    private readonly ObjectRef _copy;

    private CopyFollower(ObjectRef copy) => _copy = copy;

    public override bool IsGone => _copy.IsCompleted;

    public override bool NeedsValue => false;

    /// <summary>Follows the call that <paramref name="copy"/> stands for; does nothing where that call is in another process.</summary>
    public static void Follow(ObjectRef copy)
    {
        if (copy.Extras?.Original is { } original)
        {
            var follower = new CopyFollower(copy);
            if (!original.TryAddWaiter(follower))
            {
                follower.OnCompleted(original);
            }
        }
    }

    public override void OnCompleted(ObjectRef reference)
    {
        if (reference.Cancelled is { } reason)
        {
            _copy.TryFail(CallFailure.Stopped(_copy, reason));
        }
    }
}
