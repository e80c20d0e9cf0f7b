using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// A transfer that falls as means grow: min(amount, taper × (below − means)), rounded down, out of the treasury. With taper 1 it fills means up
/// to the limit, as far as the amount goes; a smaller one withdraws it by that much for each unit of means (Friedman 1962, ch. XII). Where the
/// treasury has less than is due, all are paid in proportion.
/// </summary>
[Kind("means-tested", "a transfer out of the treasury to those whose means are below a limit, the less the more they have")]
public sealed record MeansTested : LevySpec, ILevy
{
    [Key("Paid in a tick at most.", Unit = "minor units per tick", Min = 0, Max = 1e12, Changes = true)]
    public required long Amount { get; init; }

    [Key("Means from which on nothing is paid.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public required long Below { get; init; }

    [Key("Paid for each unit that means lie below the limit.", Min = 0, Max = 1, Changes = true)]
    public double Taper { get; init; } = 1;

    [Key("What is looked at: money; wealth, which is money and assets at the price of their last sale; or income, the rewards and dividends of the tick.")]
    public Means Means { get; init; } = Means.Money;

    /// <inheritdoc />
    public bool PaysOut => true;

    /// <inheritdoc />
    public bool SeesAssets => Means == Means.Wealth;

    /// <inheritdoc />
    public bool SeesIncome => Means == Means.Income;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Subsidy;

    /// <inheritdoc />
    public bool Charges => false;

    /// <summary>What is due to somebody of these means, minor units.</summary>
    public long DueTo(long means) => Math.Min(Amount, Dues.Part(Taper, Math.Max(0, Below - means)));

    /// <inheritdoc />
    public void Pay(IPublicPurse purse, long budget)
    {
        var due = purse.Active.Select(i => DueTo(MeansOf(purse, i))).ToArray();
        var (total, has) = (due.Sum(), purse.Treasury);
        for (var n = 0; n < due.Length; n++)
            purse.Grant(purse.Active[n], total <= has ? due[n] : (long)((Int128)due[n] * has / total), Instrument);
    }

    private long MeansOf(IPublicPurse purse, int participant) => Means switch
    {
        Means.Income => purse.IncomeOf(participant),
        Means.Wealth => purse.MoneyOf(participant) + purse.AssetsOf(participant),
        _ => purse.MoneyOf(participant),
    };
}

/// <summary>Means that are tested.</summary>
public enum Means
{
    /// <summary>Money.</summary>
    Money,

    /// <summary>Money and assets.</summary>
    Wealth,

    /// <summary>Rewards and dividends of the tick.</summary>
    Income,
}
