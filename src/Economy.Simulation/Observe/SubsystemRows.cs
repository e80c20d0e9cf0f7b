using Economy.Core.Records;
using Economy.Simulation.Actors;
using Economy.Simulation.Allocate;
using Economy.Simulation.Perform;
using Economy.Simulation.Post;

namespace Economy.Simulation.Observe;

/// <summary>Measures the subsystems and writes their rows.</summary>
internal sealed class SubsystemRows(World world, IRunSink rows)
{
    private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];
    private readonly int[] present = new int[world.Subsystems.Length];
    private readonly double[] hours = new double[world.Subsystems.Length];
    private readonly double[] servedHours = new double[world.Subsystems.Length];
    private readonly long[] paid = new long[world.Subsystems.Length];

    /// <summary>Counts sessions and works out the factors that Perform applies.</summary>
    public void Crowd(Snapshot snapshot, Allocation allocation, Outcomes outcomes)
    {
        present.AsSpan().Clear();
        hours.AsSpan().Clear();
        servedHours.AsSpan().Clear();
        paid.AsSpan().Clear();
        var tasks = allocation.Tasks;
        var payment = allocation.Payment;
        for (var t = 0; t < tasks.Count; t++)
        {
            ref readonly var task = ref tasks[t];
            if (task.IsJob) continue;
            var k = task.Source;
            present[k]++;
            hours[k] += task.Seconds / 3600.0;
            servedHours[k] += task.Seconds / 3600.0 * (outcomes.ServedPpm[t] / 1e6);
            paid[k] += payment[t];
        }

        for (var k = 0; k < present.Length; k++)
        {
            var spec = world.Subsystems[k];
            outcomes.Subsystems[k] = new SubsystemState(
                hours[k] == 0 ? 1 : servedHours[k] / hours[k],
                Crowding.Factor(spec, present[k]),
                Crowding.Network(spec, present[k], snapshot.Active),
                hours[k] == 0 ? 0 : paid[k] / hours[k]);
        }
    }

    public void Write(Snapshot snapshot, IReadOnlyList<Results> results, Outcomes outcomes, Posting posting)
    {
        foreach (var k in byName)
        {
            var utility = results.Sum(r => r.SubsystemUtilityMicro[k]) / 1e6;
            var state = outcomes.Subsystems[k];
            rows.Write(new SubsystemRow(
                snapshot.Tick, world.Subsystems[k].Name, present[k], hours[k], state.Service, state.Crowding, state.Network, utility,
                Crowding.Externality(world.Subsystems[k], present[k], utility), paid[k], posting.Rewards[k], posting.Fees[k], posting.FeesBurnt[k]));
        }
    }
}
