using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// A share of what the treasury had when the tick began, in equal parts to all who are active: <c>money.treasuryPayout</c>.
/// </summary>
public sealed record TreasuryPayout : LevySpec, ILevy
{
    /// <summary>Share of the treasury's money.</summary>
    public required double Share { get; init; }

    /// <inheritdoc />
    public bool PaysOut => true;

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Subsidy;

    /// <inheritdoc />
    public bool Charges => false;

    /// <summary>The payout of the section money.</summary>
    public static TreasuryPayout Of(MoneySpec money) => new() { Share = money.TreasuryPayout };

    /// <inheritdoc />
    public long Budget(long treasury) => Dues.Part(Share, treasury);

    /// <inheritdoc />
    public void Pay(IPublicPurse purse, long budget)
    {
        if (purse.Active.Count == 0) return;
        var each = Math.Min(budget, purse.Treasury) / purse.Active.Count;   // what it has bought is paid for before
        if (each == 0) return;
        foreach (var i in purse.Active) purse.Grant(i, each, Instrument);
    }
}
