using Xunit.Sdk;

namespace RayAkka.Stores.Tests.Support;

/// <summary>A test that is skipped, visibly, in a class that needs something which this machine does not have (<see cref="NeedsAttribute"/>).</summary>
[XunitTestCaseDiscoverer("RayAkka.Stores.Tests.Support." + nameof(StoreFactDiscoverer), "RayAkka.Stores.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;
