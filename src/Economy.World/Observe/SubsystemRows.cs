using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Perform;
using Economy.World.Post;

namespace Economy.World.Observe;

/// <summary>Rows of the subsystems.</summary>
internal sealed class SubsystemRows(WorldModel world, IRunSink rows)
{
    private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];
    public void Write(Snapshot snapshot, Attendance attendance, IReadOnlyList<Results> results, Outcomes outcomes, Posting posting)
    {
        foreach (var k in byName)
        {
            var utility = results.Sum(r => r.SubsystemUtilityMicro[k]) / 1e6;
            var state = outcomes.Subsystems[k];
            rows.Write(new SubsystemRow(
                snapshot.Tick, world.Subsystems[k].Name, attendance.Present[k], attendance.Hours[k], state.Service, state.Crowding, state.Network, utility,
                Crowding.Externality(world.Subsystems[k], attendance.Present[k], utility), attendance.Paid[k], posting.Rewards[k], posting.Fees[k], posting.FeesBurnt[k]));
        }
    }
}
