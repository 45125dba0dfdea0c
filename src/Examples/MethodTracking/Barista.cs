namespace RayAkka.Examples.MethodTracking;

/// <summary>
/// One kind of service. Callers never see the CancellationToken parameter: the runtime fills it in, and fires it when the actor is killed or
/// the program shuts down.
/// </summary>
[Remote]
internal sealed class Barista : ServiceActor
{
    public Task Brew(TimeSpan serviceTime, CancellationToken cancellationToken) => ServeAsync(nameof(Brew), serviceTime, cancellationToken);

    public Task Steam(TimeSpan serviceTime, CancellationToken cancellationToken) => ServeAsync(nameof(Steam), serviceTime, cancellationToken);
}
