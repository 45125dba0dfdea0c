using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Carries the documentation of a member over to what is generated for it.</summary>
internal static class Docs
{
    /// <param name="method">The user's method.</param>
    /// <param name="fallback">The summary where the user wrote none.</param>
    public static EquatableArray<string> Of(IMethodSymbol method, string fallback)
    {
        var lines = Lines(method);
        return new(lines.Count > 0 ? lines : [$"<summary>{fallback}</summary>"]);
    }

    private static List<string> Lines(IMethodSymbol method)
    {
        // A primary constructor shares the comment of its class; only the parameters are about the constructor.
        var xml = method.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml) || Parse(xml!) is not { } member)
        {
            return [];
        }

        var dropped = method.Parameters.Where(p => p.Type.Is("System.Threading.CancellationToken")).Select(p => p.Name);
        member.Elements("param").Where(p => dropped.Contains((string?)p.Attribute("name"), StringComparer.Ordinal)).Remove();
        if (method.ReturnsVoid)
        {
            member.Elements("returns").Remove();
        }

        foreach (var inherited in member.Descendants("inheritdoc").Where(e => e.Attribute("cref") is null))
        {
            inherited.SetAttributeValue("cref", method.GetDocumentationCommentId());
        }

        return [.. member.Nodes()
            .SelectMany(n => n.ToString().Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)];
    }

    private static XElement? Parse(string xml)
    {
        try
        {
            var root = XElement.Parse(xml);
            return root.Name == "member" ? root : new XElement("member", root.Nodes());
        }
        catch (System.Xml.XmlException)
        {
            return null;
        }
    }
}
