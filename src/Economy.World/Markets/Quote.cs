namespace Economy.World.Markets;

/// <summary>Best quotes left in a market's book, minor units per unit; 0 where nobody quotes.</summary>
public readonly record struct Quote(long Bid, long Ask);
