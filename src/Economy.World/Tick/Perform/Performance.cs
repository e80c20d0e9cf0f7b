using Economy.World.Actors;
using Economy.World.Behaviours;
using Economy.World.Randomness;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick.Decide;

namespace Economy.World.Tick.Perform;

/// <summary>What allocated compute is worth to the participants of a cell: utility, assets, experience.</summary>
internal sealed class Performance(WorldModel world, ParticipantColumns state)
{
    private readonly int[] marketAsset = [.. world.Markets.Select(m => world.AssetRow(m.Asset))];
    private readonly long[] available = new long[world.Assets.Length];
    private readonly bool makesAnything = world.Recipes.Any(r => !r.IsEmpty);
    private readonly bool yields = world.Assets.Any(a => a.Yield > 0);
    private readonly bool wears = world.Assets.Any(a => a.Wear > 0);
    private readonly PhiloxWindow performing = new(Purpose.Perform), wearing = new(Purpose.Wear);

    /// <summary>Goes through the cell's tasks, participant by participant.</summary>
    public void Run(Snapshot snapshot, Outcomes outcomes, int firstTask, Proposals proposals, Results results)
    {
        results.Clear(state.Subsystems);
        if (wears) results.Worn = new long[available.Length];
        var tasks = proposals.Tasks.Span;
        var orders = proposals.Orders.Span;
        var (task, order, delivery) = (0, 0, FirstDelivery(outcomes.Delivered));
        performing.Begin(world.SeedAt(snapshot.Tick), snapshot.Tick);
        wearing.Begin(world.SeedAt(snapshot.Tick), snapshot.Tick);
        for (var i = 0; i < state.Count; i++)
        {
            var participant = state.First + i;
            var assetsMove = (makesAnything && task < tasks.Length && tasks[task].Owner == participant) || (wears && state.IsHere[i]);
            if (assetsMove) CountAvailable(snapshot, participant, orders, ref order);
            for (; task < tasks.Length && tasks[task].Owner == participant; task++)
            {
                if (tasks[task].IsSession)
                    Session(outcomes, i, tasks[task], outcomes.ServedPpm[firstTask + task], outcomes.EnjoyedPpm[firstTask + task],
                        results);
            }

            for (; delivery < outcomes.Delivered.Count && outcomes.Delivered[delivery].Participant == participant; delivery++)
                Live(outcomes, i, outcomes.Delivered[delivery], results);

            if (outcomes.JobValue.Length > 0 && outcomes.JobValue[participant] > 0)
                Job(snapshot, i, outcomes.JobValue[participant], results);
            if (yields && state.IsHere[i]) Enjoy(snapshot, participant, i, results);
            if (assetsMove && wears) Wear(snapshot, participant, i, results);
        }
    }

    private void Session(Outcomes outcomes, int row, in TaskProposal task, int ppm, int enjoyedPpm, Results results)
    {
        var k = task.Subsystem;
        var hours = task.Seconds / 3600.0 * (ppm / 1e6);
        if (enjoyedPpm != SessionPart.Open) Live(outcomes, row, new(task.Owner, k, task.Seconds / 3600.0, enjoyedPpm), results);
        if (!world.Recipes[k].IsEmpty && hours > 0) Make(task.Owner, world.Recipes[k], hours, ref performing.Of(task.Owner), results);
    }

    /// <summary>The place of what is delivered to the first participant of the cell, or to one after it.</summary>
    private int FirstDelivery(List<Delivery> delivered)
    {
        var (low, high) = (0, delivered.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (delivered[middle].Participant < state.First) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>What an hour was worth is known: it is gained, and remembered.</summary>
    private void Live(Outcomes outcomes, int row, in Delivery gained, Results results)
    {
        var (k, enjoyed) = (gained.Subsystem, gained.EnjoyedPpm / 1e6);
        var now = outcomes.Subsystems[k];
        results.SubsystemUtilityMicro[k] += Gain(row,
            state.Preference[row * state.Subsystems + k] * (gained.Hours * enjoyed) * now.Crowding * now.Network);
        state.Experience[row * state.Subsystems + k] = (float)enjoyed;
        if (world.Types[world.TypeOf[state.First + row]].Mood is not { } moods) return;
        ref var mood = ref state.Mood[row * state.Subsystems + k];
        mood += (float)(moods.Speed * (enjoyed - mood));
    }

    /// <summary>
    /// A job's value in money is what its owner would have paid; its utility is that times the marginal utility of money.
    /// </summary>
    private void Job(Snapshot snapshot, int row, long value, Results results)
    {
        var participant = state.First + row;
        var marginal = MoneyUtility.Marginal(snapshot.Rules.Types[world.TypeOf[participant]], snapshot.Money[participant]);
        results.OtherUtilityMicro += Gain(row, marginal * value);
    }

    private void Make(int participant, Recipe recipe, double hours, ref PhiloxStream random, Results results)
    {
        var feasible = 1.0;
        for (var a = 0; a < available.Length; a++)
            if (recipe.Uses[a] > 0) feasible = Math.Min(feasible, available[a] / (recipe.Uses[a] * hours));
        for (var a = 0; a < available.Length; a++)
        {
            if (recipe.Uses[a] > 0)
                Change(participant, a, -Math.Min(available[a], Whole(recipe.Uses[a] * hours * feasible, ref random)), results);
            if (recipe.Makes[a] == 0) continue;
            var made = Whole(recipe.Makes[a] * hours * feasible, ref random);
            if (recipe.Lead == 0) Change(participant, a, made, results);
            else if (made > 0) results.Begun.Add(new WorkBegun(participant, a, made, recipe.Lead));
        }
    }

    /// <summary>What is held as the tick begins yields its flow.</summary>
    private void Enjoy(Snapshot snapshot, int participant, int row, Results results)
    {
        for (var a = 0; a < state.Assets; a++)
        {
            var held = snapshot.Holdings(WorldModel.Token(a))[participant];
            if (held == 0 || !(state.AssetYield[row * state.Assets + a] > 0)) continue;
            results.OtherUtilityMicro += Gain(row, Valuation.Flow(state.AssetYield[row * state.Assets + a], world.Assets[a], held));
        }
    }

    /// <summary>Units that are used up yield what the last ones held are worth: each as much as the one in their middle.</summary>
    private void Wear(Snapshot snapshot, int participant, int row, Results results)
    {
        if (!available.AsSpan().ContainsAnyInRange(1, long.MaxValue)) return;
        ref var random = ref wearing.Of(participant);
        for (var a = 0; a < available.Length; a++)
        {
            var worn = Whole(Math.Max(0, available[a]) * world.Assets[a].Wear, ref random);
            if (worn == 0) continue;
            var held = snapshot.Holdings(WorldModel.Token(a))[participant];
            Change(participant, a, -worn, results);
            results.Worn[a] += worn;
            results.OtherUtilityMicro += Gain(row,
                worn * Valuation.OfOneMore(state.AssetValue[row * state.Assets + a], world.Assets[a], held - (worn + 1) / 2.0));
        }
    }

    /// <summary>Holdings that are not on offer in a market.</summary>
    private void CountAvailable(Snapshot snapshot, int participant, ReadOnlySpan<OrderProposal> orders, ref int order)
    {
        for (var a = 0; a < available.Length; a++) available[a] = snapshot.Holdings(WorldModel.Token(a))[participant];
        while (order < orders.Length && orders[order].Owner < participant) order++;
        for (var o = order; o < orders.Length && orders[o].Owner == participant; o++)
            if (!orders[o].IsBuy) available[marketAsset[orders[o].Market]] -= orders[o].Quantity;
    }

    private void Change(int participant, int asset, long units, Results results)
    {
        if (units == 0) return;
        if (units < 0) available[asset] += units;
        results.Assets.Add(new AssetChange(participant, asset, units));
    }

    /// <summary>Credits utility; sums of millionths are exact, whatever their order.</summary>
    private long Gain(int row, double utils)
    {
        var micro = (long)(utils * 1e6);
        state.UtilityMicro[row] += micro;
        return micro;
    }

    /// <summary>A whole number with the given expectation.</summary>
    private static long Whole(double expected, ref PhiloxStream random)
    {
        var floor = Math.Floor(expected);
        return (long)floor + (random.NextDouble() < expected - floor ? 1 : 0);
    }
}
