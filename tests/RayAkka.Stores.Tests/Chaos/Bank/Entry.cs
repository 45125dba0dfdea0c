namespace RayAkka.Stores.Tests.Chaos.Bank;

/// <summary>What one transfer has done to one account.</summary>
/// <param name="Transfer">The transfer's number.</param>
/// <param name="Amount">What the account has got; negative for what it has given.</param>
public readonly record struct Entry(long Transfer, long Amount);
