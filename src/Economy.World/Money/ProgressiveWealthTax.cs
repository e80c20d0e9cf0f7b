using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>A tax on wealth by bracket; as much of it is due as there is money for.</summary>
[Kind("progressive-wealth-tax", "a share of money, and of assets where asked for, by bracket; as much of it is due as there is money")]
public sealed record ProgressiveWealthTax : LevySpec, ILevy, IFitting
{
    [Key("Brackets of wealth, from the lowest to the highest; what lies below the first is not taxed.", NotEmpty = true)]
    public required IReadOnlyList<Bracket> Brackets { get; init; }

    [Key("Whether assets count, at the price of their last sale.")]
    public bool Assets { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.WealthTax;

    /// <inheritdoc />
    public bool SeesAssets => Assets;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Brackets.Any(b => b.Rate > 0);

    /// <inheritdoc />
    public long Due(in Taxpayer who) => Math.Min(who.Money, Bracket.Due(Brackets, who.Money + (Assets ? who.Assets : 0)));

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario) => Bracket.Misfits(Brackets);
}
