using Economy.World.Randomness;

namespace Economy.World.Demography;

/// <summary>A kind of rule for what those who leave leave behind.</summary>
public interface IEstateRule
{
    /// <summary>Settles an estate, at the end of the tick in which its owner left. What it does not move stays in the account.</summary>
    void Settle(IEstate estate);
}

/// <summary>What a participant that left holds, and what can be done with it. Nothing else can be moved.</summary>
public interface IEstate
{
    /// <summary>Those who might inherit, ascending: the active participants of the owner's type, or all active ones where there are none.</summary>
    IReadOnlyList<int> Heirs { get; }

    /// <summary>A stream of random numbers of the owner and the tick.</summary>
    PhiloxStream Random { get; }

    /// <summary>Passes money and assets to a participant.</summary>
    void PassTo(int heir);

    /// <summary>Passes the money to the treasury.</summary>
    void PassMoneyToTreasury();

    /// <summary>Takes out of the economy what is left: money is burnt, assets are used up.</summary>
    void TakeAway();
}
