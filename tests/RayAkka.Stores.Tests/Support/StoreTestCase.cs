using Xunit.Abstractions;
using Xunit.Sdk;

namespace RayAkka.Stores.Tests.Support;

/// <summary>A test whose class may lack something that it needs.</summary>
public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("Only for deserialisation.", error: true)]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute)).FirstOrDefault()?.GetNamedArgument<string?>(nameof(NeedsAttribute.Missing))
        ?? base.GetSkipReason(factAttribute);
}
