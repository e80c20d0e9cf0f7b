using Economy.Core.Records;
using Economy.World.Perform;
using Economy.World.Tick;

namespace Economy.World.Observe;

/// <summary>Rows of the subsystems.</summary>
internal sealed class SubsystemRows(WorldModel world, IRunSink rows)
{
    private readonly int[] byName = [.. Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)];
    
    public void Write(TickState tick)
    {
        var (attendance, posting) = (tick.Attendance, tick.Posted);
        foreach (var k in byName)
        {
            var utility = tick.Results.Sum(r => r.SubsystemUtilityMicro[k]) / 1e6;
            var state = tick.Outcomes.Subsystems[k];
            rows.Write(new SubsystemRow(
                tick.Tick, world.Subsystems[k].Name, attendance.Present[k], attendance.Hours[k], state.Service, state.Crowding, state.Network, utility,
                Crowding.Externality(tick.Rules.Subsystems[k], attendance.Present[k], utility), attendance.Paid[k], posting.Rewards[k], posting.Fees[k], posting.FeesBurnt[k]));
        }
    }
}
