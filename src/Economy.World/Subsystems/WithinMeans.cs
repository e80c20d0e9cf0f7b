using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Subsystems;

/// <summary>
/// Rationing by budget: it lets in n = spend × what is left of its money after the tick's compute, over what a visitor's compute cost it,
/// rounded down, and at least one. So from the second tick on its money shrinks by a part of itself a tick as long as compute costs what it
/// did.
/// </summary>
[Kind("within-means", "the fee is what the subsystem states, and it lets in as many as a part of its money pays the compute of")]
public sealed record WithinMeans : PricingSpec, IPricing
{
    private const double Most = 1e9;

    [Key("Part of its money that it means to spend in a tick.", Min = 0, Max = 1, Changes = true)]
    public double Spend { get; init; } = 0.1;

    /// <inheritdoc />
    public bool LimitsPlaces => true;

    /// <inheritdoc />
    public long? Places(in PlaceBooks books)
    {
        if (books.Present == 0) return Math.Max(1, books.Places);
        if (books.Cost == 0) return null;
        var left = books.Money - Math.Min(books.Cost, books.Money);
        return (long)Math.Clamp(Spend * left * books.Present / books.Cost, 1, Most);
    }
}
