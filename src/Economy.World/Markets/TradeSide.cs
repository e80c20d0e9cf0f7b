namespace Economy.World.Markets;

/// <summary>One side of a trade.</summary>
/// <param name="IsBuyer">Whether it bought.</param>
/// <param name="IsTaker">Whether its order met one that stood in the book; else it is a maker.</param>
public readonly record struct TradeSide(bool IsBuyer, bool IsTaker);
