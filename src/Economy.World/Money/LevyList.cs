using Economy.Core.Scenarios;
using Economy.World.Markets;

namespace Economy.World.Money;

/// <summary>
/// Everything that is levied, in the order in which it is claimed. What is due is worked out here and nowhere else: what is set aside at
/// Decide is what is posted at Post.
/// </summary>
public sealed class LevyList
{
    private readonly ILevy[] levies;

    /// <param name="scenario">With the rules in force.</param>
    public LevyList(Scenario scenario)
    {
        levies = [.. ((IEnumerable<LevySpec>)[new Upkeep(), WealthTax.Of(scenario.Money), TreasuryPayout.Of(scenario.Money),
            FiatRamp.Of(scenario.Money), .. scenario.Levies ?? []]).Cast<ILevy>()
            .Where(levy => levy.Applies(scenario))];
        OnTrades = [.. levies.Where(levy => MostOf(levy, isBuyer: true) > 0 || MostOf(levy, isBuyer: false) > 0)];
        foreach (var levy in levies) (OnTop, OutOfPrice) = (OnTop + MostOf(levy, isBuyer: true), OutOfPrice + MostOf(levy, isBuyer: false));
    }

    /// <summary>The levies, in order.</summary>
    public ReadOnlySpan<ILevy> All => levies;

    /// <summary>Those that take a share of trades, in order.</summary>
    public IReadOnlyList<ILevy> OnTrades { get; }

    /// <summary>What a buyer may have to pay of each unit on top of its limit, as a share of it: as a maker or as a taker, whichever is more.</summary>
    public double OnTop { get; }

    /// <summary>What a seller may have to pay out of the price, as a share of it: as a maker or as a taker, whichever is more.</summary>
    public double OutOfPrice { get; }

    /// <summary>Most that is due from the buyer of a trade, minor units; never less than what is posted for its parts.</summary>
    public long MostOnTop(long notional)
    {
        var most = 0L;
        if (OnTop > 0) foreach (var levy in levies) most += Dues.Part(MostOf(levy, isBuyer: true), notional);
        return most;
    }

    /// <summary>What is due from a participant in all, minor units; never more than it has.</summary>
    public long Due(ParticipantTypeSpec type, long money)
    {
        var left = money;
        foreach (var levy in levies) left -= levy.Due(new Taxpayer(type, left));
        return money - left;
    }

    private static double MostOf(ILevy levy, bool isBuyer) =>
        Math.Max(levy.ShareOf(new TradeSide(isBuyer, IsTaker: false)), levy.ShareOf(new TradeSide(isBuyer, IsTaker: true)));
}

/// <summary>Who is levied.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Money">Its money after what was claimed before, minor units.</param>
public readonly record struct Taxpayer(ParticipantTypeSpec Type, long Money);
