using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>Taxes, the treasury, and the supply of money.</summary>
public sealed record MoneySpec
{
    [Key("Digits after the point when amounts are shown: one coin is 10^decimals minor units.", Unit = "digits", Min = 0, Max = 9)]
    public int Decimals { get; init; } = 2;

    [Key("Tax on every trade, paid by the buyer on top of the price.", Unit = "share of the notional", Min = 0, Max = 10, Changes = true)]
    public double TransactionTax { get; init; }

    [Key("Tax on money above the exemption, each tick.", Unit = "share per tick", Min = 0, Max = 1, Changes = true)]
    public double WealthTax { get; init; }

    [Key("Money that the wealth tax leaves alone.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long WealthTaxExemption { get; init; }

    [Key("Share of taxes and upkeep that is burnt; the rest goes to the treasury.", Min = 0, Max = 1, Changes = true)]
    public double BurnShare { get; init; } = 0.5;

    [Key("Share of its money that the treasury pays out each tick, in equal parts to all active participants.", Unit = "share per tick",
        Min = 0, Max = 1, Changes = true)]
    public double TreasuryPayout { get; init; }

    [Key("Growth of the money supply that rewards are steered to, endowments of entrants aside: after each tick the reward factor moves against the deviation. Default: rewards are not steered.", Unit = "per tick", Min = -1, Max = 1, Changes = true)]
    public double? SupplyTarget { get; init; }

    [Key("How strongly rewards are steered: factor × (1 + gain × (target − growth)), held within 0.001 and 10.", Min = 0, Max = 1e6,
        Changes = true)]
    public double SupplyGain { get; init; } = 10;

    [Key("Fiat ramp: money bought per active participant and tick, newly minted against outside money.", Unit = "minor units per tick",
        Min = 0, Max = 1e12, Changes = true)]
    public long RampIn { get; init; }

    [Key("Fiat ramp: share of its money above the reference that a participant redeems each tick; it is burnt.", Unit = "share per tick",
        Min = 0, Max = 1, Changes = true)]
    public double RampOut { get; init; }

    [Key("Ticks that the price index compares with one another, those only in which something was bought. One more than the cycle of what is bought, as 13 months for a year: the default is a day of hourly ticks and one. A longer window forgets less of goods that are seldom bought, and is slower to take in new ones.", Unit = "ticks", Min = 2, Max = 200)]
    public int PriceIndexWindow { get; init; } = 25;

    [Key("Rule that steers rewards. Default: the supply target, where there is one; else they are not steered.")]
    public MoneyRuleSpec? Rule { get; init; }
}

/// <summary>A rule that moves money in every tick, beside those of the section money. What it does is its kind's.</summary>
[Family("a levy")]
public abstract record LevySpec
{
    [Key("What is levied or paid out.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>A rule by which rewards, and so the supply of money, are steered.</summary>
[Family("a money rule", AsWord = true)]
public abstract record MoneyRuleSpec
{
    [Key("What rewards are steered by.")]
    public string Kind => KindRegistry.NameOf(this);
}
