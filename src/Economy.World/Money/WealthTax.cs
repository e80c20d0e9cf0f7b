using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// A share of money above an exemption, or of wealth. <c>money.wealthTax</c> is one; a list of levies may hold more. Brackets are
/// <see cref="ProgressiveWealthTax"/>.
/// </summary>
[Kind("wealth-tax", "a share of money, and of assets where asked for, above an exemption")]
public sealed record WealthTax : LevySpec, ILevy
{
    [Key("Tax on money above the exemption.", Unit = "share per tick", Min = 0, Max = 1, Changes = true)]
    public required double Rate { get; init; }

    [Key("Money that is left alone.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long Exemption { get; init; }

    [Key("Whether assets count too, at the price of their last sale; as much is due as there is money for.")]
    public bool Assets { get; init; }

    /// <inheritdoc />
    public bool SeesAssets => Assets;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.WealthTax;

    /// <summary>The tax of the section money.</summary>
    public static WealthTax Of(MoneySpec money) => new() { Rate = money.WealthTax, Exemption = money.WealthTaxExemption };

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Rate > 0;

    /// <inheritdoc />
    public long Due(in Taxpayer who) => Assets
        ? Math.Min(who.Money, Dues.Part(Rate, Math.Max(0, who.Money + who.Assets - Exemption)))
        : Dues.Part(Rate, Math.Max(0, who.Money - Exemption));
}
