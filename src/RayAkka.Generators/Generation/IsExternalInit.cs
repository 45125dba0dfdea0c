namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks the type that the compiler needs for records.</summary>
internal static class IsExternalInit;
