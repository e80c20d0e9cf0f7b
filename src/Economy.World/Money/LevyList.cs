using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// Everything that is levied, in the order in which it is claimed. What is due is worked out here and nowhere else: what is set aside at
/// Decide is what is posted at Post.
/// </summary>
public sealed class LevyList
{
    private readonly ILevy[] levies;

    /// <param name="scenario">With the rules in force.</param>
    public LevyList(Scenario scenario) =>
        levies = [.. ((IEnumerable<LevySpec>)[new Upkeep(), WealthTax.Of(scenario.Money), TreasuryPayout.Of(scenario.Money),
            FiatRamp.Of(scenario.Money), .. scenario.Levies ?? []]).Cast<ILevy>()
            .Where(levy => levy.Applies(scenario))];

    /// <summary>The levies, in order.</summary>
    public ReadOnlySpan<ILevy> All => levies;

    /// <summary>What is due from a participant in all, minor units; never more than it has.</summary>
    public long Due(ParticipantTypeSpec type, long money)
    {
        var left = money;
        foreach (var levy in levies) left -= levy.Due(new Taxpayer(type, left));
        return money - left;
    }
}

/// <summary>Who is levied.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Money">Its money after what was claimed before, minor units.</param>
public readonly record struct Taxpayer(ParticipantTypeSpec Type, long Money);
