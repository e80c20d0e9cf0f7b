using System.Collections.Immutable;
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
    /// <param name="others">Levies beside those of the scenario; they come last.</param>
    public LevyList(Scenario scenario, IEnumerable<ILevy>? others = null)
    {
        levies = [.. ((IEnumerable<LevySpec>)[new Upkeep(), WealthTax.Of(scenario.Money), TreasuryPayout.Of(scenario.Money),
            FiatRamp.Of(scenario.Money), .. scenario.Levies ?? []]).Cast<ILevy>()
            .Where(levy => levy.Applies(scenario)), .. others ?? []];
        Charging = [.. levies.Where(levy => levy.Charges)];
        SeesAssets = levies.Any(levy => levy.SeesAssets);
        TaxesIncome = levies.Any(levy => levy.TaxesIncome);
        DemandsCompute = levies.Any(levy => levy.DemandsCompute);
        Demands = levies.Any(levy => levy.Demands);
        SeesIncome = TaxesIncome || levies.Any(levy => levy.SeesIncome);
        OnTrades = [.. levies.Where(levy => MostOf(levy, isBuyer: true) > 0 || MostOf(levy, isBuyer: false) > 0)];
        foreach (var levy in levies) (OnTop, OutOfPrice) = (OnTop + MostOf(levy, isBuyer: true), OutOfPrice + MostOf(levy, isBuyer: false));
    }

    /// <summary>The levies, in order.</summary>
    public ReadOnlySpan<ILevy> All => levies;

    /// <summary>Those by which something may be due from a participant, in order.</summary>
    public ImmutableArray<ILevy> Charging { get; }

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

    /// <summary>Whether any of them looks at what participants own beside money.</summary>
    public bool SeesAssets { get; }

    /// <summary>Whether any of them taxes income.</summary>
    public bool TaxesIncome { get; }

    /// <summary>Whether any of them has the treasury buy goods.</summary>
    public bool Demands { get; }

    /// <summary>Whether any of them has the treasury demand compute.</summary>
    public bool DemandsCompute { get; }

    /// <summary>Whether any of them looks at income.</summary>
    public bool SeesIncome { get; }

    /// <summary>What is due from a participant in all, minor units; never more than its money.</summary>
    public long Due(in Taxpayer who)
    {
        var left = who.Money;
        foreach (var levy in Charging) left -= levy.Due(who with { Money = left });
        return who.Money - left;
    }

    private static double MostOf(ILevy levy, bool isBuyer) =>
        Math.Max(levy.ShareOf(new TradeSide(isBuyer, IsTaker: false)), levy.ShareOf(new TradeSide(isBuyer, IsTaker: true)));
}

/// <summary>Who is levied.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Money">Its money after what was claimed before, minor units.</param>
/// <param name="Assets">Its assets at the price of their last sale, minor units; 0 where no levy looks at them.</param>
public readonly record struct Taxpayer(ParticipantTypeSpec Type, long Money, long Assets);
