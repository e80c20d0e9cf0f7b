using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>The same amount for everyone with less than a limit, out of the treasury as far as it goes.</summary>
[Kind("basic-income", "the same amount in every tick for all whose money is below a limit, out of the treasury")]
public sealed record BasicIncome : LevySpec, ILevy
{
    [Key("Paid to each in a tick; less to all alike where the treasury has less.", Unit = "minor units per tick", Min = 0, Max = 1e12,
        Changes = true)]
    public required long Amount { get; init; }

    [Key("Only those with less money than this receive it. Default: all.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public long? Below { get; init; }

    /// <inheritdoc />
    public bool PaysOut => true;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Subsidy;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public void Pay(IPublicPurse purse, long budget)
    {
        var entitled = purse.Active.Where(i => Below is null || purse.MoneyOf(i) < Below).ToList();
        if (entitled.Count == 0) return;
        var each = Math.Min(Amount, purse.Treasury / entitled.Count);
        foreach (var i in entitled) purse.Grant(i, each, Instrument);
    }
}
