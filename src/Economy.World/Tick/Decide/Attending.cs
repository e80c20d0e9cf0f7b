using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Focus;

namespace Economy.World.Tick.Decide;

/// <summary>
/// Where the attention of one participant at a time goes, as its type finds out about activities. What changing between activities and
/// finding out take is lost before attention is spread. A participant keeps to those n activities for which (A − c·(n − 1))·V is greatest,
/// c being the cost of a change and V the value of an hour with them (<see cref="RationalInattention.Choose"/>).
/// </summary>
internal sealed class Attending(WorldModel world, ParticipantColumns state)
{
    private static readonly InformationSpec Neutral = new();
    private readonly EndogenousPrior prior = new();
    private readonly double[] weight = new double[world.Subsystems.Length + 1];
    private readonly double[] share = new double[world.Subsystems.Length + 1];
    private readonly double[] kept = new double[world.Subsystems.Length];
    private readonly int[] order = new int[world.Subsystems.Length];
    private InformationSpec information = Neutral;
    private double informationSeconds;
    private double price;
    private double bits;

    /// <summary>Spreads the budget of the participant in a row.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="row">Its row.</param>
    /// <param name="utility">Net utility per hour of each activity; −∞ where it is out of view.</param>
    /// <param name="seconds">Receives the seconds of each activity.</param>
    public void Spread(ParticipantTypeSpec type, int row, ReadOnlySpan<double> utility, Span<double> seconds)
    {
        var (budget, theta) = (state.Attention[row], type.InformationCost);
        (information, informationSeconds) = (type.Information ?? Neutral, 0);
        if (information.IsNeutral)
        {
            RationalInattention.Spread(utility, budget, theta, seconds);
            if (!world.SeesFocus) return;
            weight.AsSpan().Fill(1);
            price = RationalInattention.Choose(utility, weight, theta, share);
            bits = RationalInattention.Bits(utility, weight, share);
            return;
        }

        Expect(row, utility, theta);
        price = RationalInattention.Choose(utility, weight, theta, share);
        var lost = information.Switching > 0 ? Consolidate(utility, budget, theta) : 0;
        bits = RationalInattention.Bits(utility, weight, share);
        if (information.Cost == InformationCharge.Charged)
            informationSeconds = Math.Min(budget - lost, information.SecondsPerBit * bits);
        for (var k = 0; k < seconds.Length; k++) seconds[k] = share[k] * (budget - lost - informationSeconds);
        state.Recollection.Learn(row, share, information.Memory);
    }

    /// <summary>How the participant that was spread last did.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="marginal">Marginal utility of its money.</param>
    /// <param name="seconds">The sessions that were long enough.</param>
    public Focused Measure(ParticipantTypeSpec type, double marginal, ReadOnlySpan<double> seconds)
    {
        var activities = 0;
        foreach (var s in seconds) if (s > 0) activities++;
        var switching = (type.Information?.Switching ?? 0) * Math.Max(0, activities - 1);
        return new(price, marginal > 0 ? Math.Max(0, price) / marginal : -1, bits, RationalInattention.Entropy(seconds), informationSeconds,
            switching, activities);
    }

    /// <summary>What it expects before it looks.</summary>
    private void Expect(int row, ReadOnlySpan<double> utility, double theta)
    {
        if (information.Prior == PriorKind.Endogenous)
        {
            var seen = state.Recollection.See(row, utility, information.Memory);
            prior.Solve(seen, seen.Length / utility.Length, theta, weight);
        }
        else
        {
            weight.AsSpan().Fill(1);
        }

        state.Recollection.Mix(row, information.Habit, weight);
    }

    /// <summary>Gives up the activities that are worth less than the changes they take.</summary>
    /// <returns>Seconds that the changes between the others take.</returns>
    private double Consolidate(ReadOnlySpan<double> utility, double budget, double theta)
    {
        var many = 0;
        for (var k = 0; k < utility.Length; k++) if (share[k] > 0) order[many++] = k;
        if (many < 2) return 0;
        Rank(many);
        kept.AsSpan().Fill(double.NegativeInfinity);
        var (best, most, cost) = (many, 0.0, Math.Min(information.Switching, budget));
        for (var n = 1; n <= many && cost * (n - 1) <= budget; n++)
        {
            kept[order[n - 1]] = utility[order[n - 1]];
            var worth = (budget - cost * (n - 1)) * RationalInattention.Choose(kept, weight, theta, share);
            if (worth > most) (best, most) = (n, worth);
        }

        // Where no hour is worth anything there is nothing to save, as long as there is time for the changes.
        if (most == 0) best = 1;
        kept.AsSpan().Fill(double.NegativeInfinity);
        for (var n = 0; n < best; n++) kept[order[n]] = utility[order[n]];
        price = RationalInattention.Choose(kept, weight, theta, share);
        return cost * (best - 1);
    }

    /// <summary>The greatest share first; equal ones as they stand.</summary>
    private void Rank(int many)
    {
        for (var n = 1; n < many; n++)
        {
            var (k, at) = (order[n], n);
            for (; at > 0 && share[order[at - 1]] < share[k]; at--) order[at] = order[at - 1];
            order[at] = k;
        }
    }
}
