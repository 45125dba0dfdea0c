using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;
using RayAkka.Rules;

namespace RayAkka.Generators.Tests.Analyzers;

public class RemoteTargetAnalyzerTests
{
    public static TheoryData<string, string> RefusedTypes => new()
    {
        { "[Remote] public struct A;", RemoteRuleTexts.NotAClass("A") },
        { "[Remote] public interface A;", RemoteRuleTexts.NotAClass("A") },
        { "[Remote] public static class A;", RemoteRuleTexts.StaticClass("A") },
        { "[Remote] public abstract class A;", RemoteRuleTexts.AbstractClass("A") },
        { "[Remote] file class A;", RemoteRuleTexts.UnreachableClass("A") },
        { "public class Outer { [Remote] private class A; }", RemoteRuleTexts.UnreachableClass("A") },
        { "public class Outer { [Remote] class A; }", RemoteRuleTexts.UnreachableClass("A") },
        { "public class Outer { [Remote] protected class A; }", RemoteRuleTexts.UnreachableClass("A") },
        { "public class Outer { private class Inner { [Remote] public class A; } }", RemoteRuleTexts.UnreachableClass("A") },
        { "[Remote] public class A { private A() { } protected A(int x) { } }", RemoteRuleTexts.NoConstructor("A") },
        { "[Remote] public class A { public required int X { get; set; } }", RemoteRuleTexts.RequiredMembers("A") },
        { "public class B { public required int X; } [Remote] public class A : B;", RemoteRuleTexts.RequiredMembers("A") },
    };

    public static TheoryData<string, string> RefusedMethods => new()
    {
        { "public class C { [Remote] public int F() => 1; }", RemoteRuleTexts.InstanceFunction("F") },
        { "[Remote] public class C { [Remote] public int F() => 1; }", RemoteRuleTexts.InstanceFunction("F") },
        { "public class C { [Remote] private static int F() => 1; }", RemoteRuleTexts.UnreachableFunction("F") },
        { "public class C { [Remote] static int F() => 1; }", RemoteRuleTexts.UnreachableFunction("F") },
        { "public class C { [Remote] private protected static int F() => 1; }", RemoteRuleTexts.UnreachableFunction("F") },
        { "file class C { [Remote] public static int F() => 1; }", RemoteRuleTexts.UnreachableFunction("F") },
        { "public class O { private class C { [Remote] public static int F() => 1; } }", RemoteRuleTexts.UnreachableFunction("F") },
        { "public interface C { [Remote] static abstract int F(); }", RemoteRuleTexts.AbstractFunction("F") },
        { "public class C { public static int F { [Remote] get => 1; } }", RemoteRuleTexts.NotAFunction("get_F") },
        { "public class C { [Remote] public static C operator +(C a) => a; }", RemoteRuleTexts.NotAFunction("op_UnaryPlus") },
        { "public class C { public int M() { return F(); [Remote] static int F() => 1; } }", RemoteRuleTexts.NotAFunction("F") },
        { "public class C { public object M() { return [Remote] () => 1; } }", RemoteRuleTexts.NotAFunction("lambda") },
    };

    [Theory]
    [MemberData(nameof(RefusedTypes))]
    public async Task Analyze_TypeThatCannotBeRemote_IsAnError(string source, string sentence)
    {
        // CS0592: the attribute's usage already excludes structs and interfaces; the sentence adds what to do.
        var error = Assert.Single(await Analyzing.RunAsync<RemoteTargetAnalyzer>(source, "CS0592"));

        Assert.Equal(RuleIds.RemoteClass, error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Equal(sentence, error.Sentence());
        Assert.Equal("A", error.Target());
    }

    [Theory]
    [MemberData(nameof(RefusedMethods))]
    public async Task Analyze_MethodThatCannotBeRemote_IsAnError(string source, string sentence)
    {
        var error = Assert.Single(await Analyzing.RunAsync<RemoteTargetAnalyzer>(source));

        Assert.Equal(RuleIds.RemoteFunction, error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Equal(sentence, error.Sentence());
    }

    [Theory]
    [InlineData("[Remote] public class A;")]
    [InlineData("[Remote] class A(int x) { public int X => x; }")]
    [InlineData("[Remote] public sealed record A(int X);")]
    [InlineData("[Remote] public class A<T>;")]
    [InlineData("public static class O { [Remote] internal class A; }")]
    [InlineData("public class O { [Remote] protected internal class A; }")]
    [InlineData("[Remote] public partial class A; public partial class A { private A() { } internal A(int x) { } }")]
    [InlineData("[Remote] public class A { [method: System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public A(int x) => X = x; "
        + "public required int X { get; set; } }")]
    [InlineData("public static class C { [Remote] public static int F() => 1; [Remote] internal static Task<T> G<T>(this T x) => null!; }")]
    [InlineData("[Remote] public class C { [Remote] public static int F() => 1; }")]
    [InlineData("public abstract class A; public class B { private static int F() => 1; }")]
    public async Task Analyze_WhatCanBeRemoteOrIsNotMarked_IsSilent(string source)
    {
        Assert.Empty(await Analyzing.RunAsync<RemoteTargetAnalyzer>(source));
    }
}
