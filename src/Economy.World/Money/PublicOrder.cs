using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>What a levy that demands goods may look at.</summary>
/// <param name="Money">What is left of the treasury's money, minor units.</param>
/// <param name="PriceOf">Price at which an asset was last sold, by its name, minor units.</param>
public readonly record struct PublicMeans(long Money, Func<string, long> PriceOf);

/// <summary>An order of the treasury for goods.</summary>
/// <param name="Asset">Name of the asset.</param>
/// <param name="Limit">Most paid for a unit, minor units, ≥ 1.</param>
/// <param name="Quantity">Units, ≥ 1.</param>
public readonly record struct PublicOrder(string Asset, long Limit, long Quantity);

/// <summary>Compute that the treasury bids for in a tick.</summary>
/// <param name="Pool">Name of the pool.</param>
/// <param name="Bid">What all of it is worth to it, minor units.</param>
/// <param name="Needs">What it asks for, throughout the tick; any part of it will do.</param>
public readonly record struct PublicTask(string Pool, long Bid, ResourceVector Needs);
