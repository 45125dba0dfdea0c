namespace RayAkka.Generators.Analyzers;

internal static class RuleIds
{
    public const string BlockingInAsync = "RAY2001";
    public const string Parameter = "RAY2002";
    public const string Result = "RAY2003";
    public const string AsyncVoid = "RAY2004";
    public const string RemoteClass = "RAY2005";
    public const string RemoteFunction = "RAY2006";
    public const string UnmarkedSubclass = "RAY2007";
    public const string StaticState = "RAY2008";
    public const string UnusedRef = "RAY2009";
    public const string ReplayFlow = "RAY2010";
    public const string ReplaySource = "RAY2011";
    public const string ReplayConcurrency = "RAY2012";
    public const string DroppedStream = "RAY2013";
}
