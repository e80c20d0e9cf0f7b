using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Tick.Decide;

namespace Economy.World.Money;

/// <summary>A share of money above an exemption. <c>money.wealthTax</c> is one; a list of levies may hold more, such as a second bracket.</summary>
[Kind("wealth-tax", "a share of money above an exemption; several of them make brackets")]
public sealed record WealthTax : LevySpec, ILevy
{
    [Key("Tax on money above the exemption.", Unit = "share per tick", Min = 0, Max = 1, Changes = true)]
    public required double Rate { get; init; }

    [Key("Money that is left alone.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long Exemption { get; init; }

    /// <inheritdoc />
    public Instrument Instrument => Instrument.WealthTax;

    /// <summary>The tax of the section money.</summary>
    public static WealthTax Of(MoneySpec money) => new() { Rate = money.WealthTax, Exemption = money.WealthTaxExemption };

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Rate > 0;

    /// <inheritdoc />
    public long Due(in Taxpayer who) => Dues.Part(Rate, Math.Max(0, who.Money - Exemption));
}
