namespace RayAkka.Generators.Tests.Generation;

/// <summary>Classes that were not written with remote calls in mind: whatever they look like, what is generated compiles.</summary>
public class FrameworkBasesTests
{
    [Theory]
    [InlineData("List<int>")]
    [InlineData("Dictionary<string, List<int>?>")]
    [InlineData("System.Collections.ObjectModel.Collection<string?>")]
    [InlineData("System.Collections.Concurrent.ConcurrentDictionary<int, object>")]
    [InlineData("System.IO.MemoryStream")]
    [InlineData("System.IO.StringWriter")]
    [InlineData("Random")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Collections.ArrayList")]
    [InlineData("System.ComponentModel.Component")]
    [InlineData("System.Xml.XmlDocument")]
    [InlineData("System.Linq.Expressions.ExpressionVisitor")]
    [InlineData("System.Text.Json.Serialization.JsonConverterFactory")]
    [InlineData("System.Net.Sockets.TcpClient")]
    [InlineData("Exception")]
    public void Base_OfTheFramework_Compiles(string type)
    {
        var members = type.EndsWith("JsonConverterFactory", StringComparison.Ordinal)
            ? "public override bool CanConvert(Type t) => true; public override System.Text.Json.Serialization.JsonConverter? CreateConverter(Type t, System.Text.Json.JsonSerializerOptions o) => null;"
            : "";
        var generated = Generated.From($"[Remote] public class Actor : {type} {{ {members} }}");

        Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning && d.Id != "CS1591"));
        Assert.Contains("__Method", generated.Text, StringComparison.Ordinal);
    }
}
