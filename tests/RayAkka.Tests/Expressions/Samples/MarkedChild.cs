namespace RayAkka.Tests.Expressions.Samples;

/// <summary>Not marked itself.</summary>
public class MarkedChild : Marked;
