using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// Demand of the treasury for a good: in every tick it bids for as many units as a part of its money buys at its limit. It pays no tax or fee to
/// itself.
/// </summary>
[Kind("public-purchases", "the treasury buys an asset in its market, for a part of its money in every tick")]
public sealed record PublicPurchases : LevySpec, ILevy, IFitting
{
    [Key("The asset bought.")]
    public required string Asset { get; init; }

    [Key("Part of the treasury's money that it means to spend in a tick.", Unit = "share per tick", Min = 0, Max = 1, Changes = true)]
    public double Spend { get; init; } = 0.1;

    [Key("How far its limit lies above the last price.", Unit = "share of the price", Min = 0, Max = 1000, Changes = true)]
    public double Premium { get; init; } = 0.1;

    [Key("Most that it pays for a unit. Default: as the last price and the premium say.", Unit = "minor units per unit", Min = 1, Max = 1e12,
        Changes = true)]
    public long? Limit { get; init; }

    [Key("Whether it keeps what it buys, as a stock; else it uses it up.")]
    public bool Keep { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Trade;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Spend > 0;

    /// <inheritdoc />
    public bool Demands => true;

    /// <inheritdoc />
    public string? UsesUp => Keep ? null : Asset;

    /// <inheritdoc />
    public PublicOrder? Order(in PublicMeans means)
    {
        var asked = (long)Math.Min(means.PriceOf(Asset) * (1 + Premium), Limit ?? long.MaxValue / 4);
        var limit = Math.Max(1, asked);
        var quantity = Dues.Part(Spend, means.Money) / limit;
        return quantity > 0 ? new PublicOrder(Asset, limit, quantity) : null;
    }

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        if (scenario.Markets.All(m => m.Asset != Asset))
            yield return new Misfit("asset", $"there is no market for '{Asset}'",
                scenario.Markets.Count == 0 ? "an asset with a market; there is none" : $"one of {string.Join(", ", scenario.Markets.Select(m => m.Asset))}",
                "open a market for it, or name another asset");
        if (scenario.Settlement.Signed)
            yield return new Misfit("", "trades are signed, and the treasury has no key to sign with", "settlement.signed: false", "remove one of the two");
        if (scenario.Frictions is not null)
            yield return new Misfit("", "block space is scarce, and the treasury does not bid for it", "a scenario without frictions", "remove one of the two");
    }
}
