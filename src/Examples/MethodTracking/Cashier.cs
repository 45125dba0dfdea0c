namespace RayAkka.Examples.MethodTracking;

/// <summary>Another kind of service, with methods of its own.</summary>
[Remote]
internal sealed class Cashier : ServiceActor
{
    public Task Charge(TimeSpan serviceTime, CancellationToken cancellationToken) => ServeAsync(nameof(Charge), serviceTime, cancellationToken);

    public Task Refund(TimeSpan serviceTime, CancellationToken cancellationToken) => ServeAsync(nameof(Refund), serviceTime, cancellationToken);
}
