namespace RayAkka.Examples.MethodTracking;

/// <summary>An actor as the driver sees it: its methods by name, and how to ask for its counts. Handles of different classes fit behind it.</summary>
internal sealed record Service(
    string Name,
    IReadOnlyDictionary<string, Func<TimeSpan, ObjectRef>> Methods,
    Func<ObjectRef<IReadOnlyDictionary<string, int>>> MethodCounts)
{
    public static Service Of(string name, ActorHandle<Barista> barista) => new(
        name,
        new Dictionary<string, Func<TimeSpan, ObjectRef>>
        {
            [nameof(Barista.Brew)] = time => barista.Brew.Remote(time),
            [nameof(Barista.Steam)] = time => barista.Steam.Remote(time),
        },
        () => barista.MethodCounts.Remote());

    public static Service Of(string name, ActorHandle<Cashier> cashier) => new(
        name,
        new Dictionary<string, Func<TimeSpan, ObjectRef>>
        {
            [nameof(Cashier.Charge)] = time => cashier.Charge.Remote(time),
            [nameof(Cashier.Refund)] = time => cashier.Refund.Remote(time),
        },
        () => cashier.MethodCounts.Remote());
}
