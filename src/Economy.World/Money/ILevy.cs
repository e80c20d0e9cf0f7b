using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Markets;

namespace Economy.World.Money;

/// <summary>Something that moves money by rule in every tick: a tax, a charge, a transfer.</summary>
public interface ILevy
{
    /// <summary>What its entries are for.</summary>
    Instrument Instrument { get; }

    /// <summary>Whether it moves anything at all under these rules.</summary>
    bool Applies(Scenario scenario) => true;

    /// <summary>Whether <see cref="Due"/> may be more than 0 of anybody: of those of whom it says no nobody is asked.</summary>
    bool Charges => true;

    /// <summary>
    /// What is due from a participant, minor units, at most its money: set aside at Decide, paid to the treasury at Post. Any thread may ask.
    /// </summary>
    long Due(in Taxpayer who) => 0;

    /// <summary>Whether it looks at the assets of participants.</summary>
    bool SeesAssets => false;

    /// <summary>Whether it looks at what participants have earned in the tick.</summary>
    bool SeesIncome => false;

    /// <summary>Whether it taxes what participants have earned in the tick.</summary>
    bool TaxesIncome => false;

    /// <summary>What is due from an income, minor units, at most all of it: withheld at Post, where it is earned.</summary>
    /// <param name="income">Rewards and dividends of the tick, minor units.</param>
    long OnIncome(long income) => 0;

    /// <summary>
    /// What is due from one side of a trade as a share of the notional, to be paid to the treasury. What a buyer may have to pay on top of its
    /// limit is set aside at Decide; a seller pays out of the price. Both reckon with it when they name a limit.
    /// </summary>
    double ShareOf(in TradeSide side) => 0;

    /// <summary>Share of what is due from trades that is burnt; null where it is that of all taxes.</summary>
    double? BurnShare => null;

    /// <summary>Whether it pays out.</summary>
    bool PaysOut => false;

    /// <summary>Whether it has the treasury order goods.</summary>
    bool Demands => false;

    /// <summary>What it has the treasury order in a market in the tick; null where it orders nothing.</summary>
    PublicOrder? Order(in PublicMeans means) => null;

    /// <summary>Whether it has the treasury demand compute.</summary>
    bool DemandsCompute => false;

    /// <summary>The compute that it has the treasury bid for in the tick; null where there is none.</summary>
    PublicTask? Task(in PublicMeans means) => null;

    /// <summary>Name of an asset that the treasury uses up as it gets it; null where it uses up none.</summary>
    string? UsesUp => null;

    /// <summary>Fixes, before anything of the tick is posted, how much it will pay out of the treasury.</summary>
    /// <param name="treasury">What the treasury has then, minor units.</param>
    /// <returns>Minor units; handed to <see cref="Pay"/> at the end.</returns>
    long Budget(long treasury) => 0;

    /// <summary>Pays out, after everything else of the tick is posted.</summary>
    /// <param name="budget">What <see cref="Budget"/> said.</param>
    void Pay(IPublicPurse purse, long budget)
    {
    }
}

/// <summary>Moves money between participants, the treasury and the mint, entry by entry. Nobody can be overdrawn.</summary>
public interface IPublicPurse
{
    /// <summary>Active participants, ascending.</summary>
    IReadOnlyList<int> Active { get; }

    /// <summary>Money of the treasury, minor units.</summary>
    long Treasury { get; }

    /// <summary>Type of a participant.</summary>
    ParticipantTypeSpec TypeOf(int participant);

    /// <summary>Money of a participant, minor units.</summary>
    long MoneyOf(int participant);

    /// <summary>Its assets at the prices that the tick began with, minor units; 0 where no levy looks at assets.</summary>
    long AssetsOf(int participant);

    /// <summary>Rewards and dividends that it earned in the tick, before tax, minor units; 0 where no levy looks at income.</summary>
    long IncomeOf(int participant);

    /// <summary>Pays a participant out of the treasury.</summary>
    void Grant(int participant, long amount, Instrument instrument);

    /// <summary>Mints money for a participant.</summary>
    void Mint(int participant, long amount, Instrument instrument);

    /// <summary>Burns money of a participant.</summary>
    void Burn(int participant, long amount, Instrument instrument);
}
