namespace RayAkka.Stores.Tests.Sessions;

/// <summary>A Ray session is one a process, so no two tests of this collection run at the same time.</summary>
[CollectionDefinition(nameof(SessionCollection))]
public sealed class SessionCollection;
