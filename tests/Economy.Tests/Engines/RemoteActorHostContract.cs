using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Actors.Remote;

namespace Economy.Tests.Engines;

/// <summary>Cells that live behind frames, and now and then die.</summary>
public class RemoteActorHostContract : ActorHostContract
{
    protected override IActorHost NewHost(WorldModel world, int cells)
    {
        var ranges = CellRange.Cut(world.Participants, cells);
        return new RemoteActorHost(world, ranges, new ForgetfulTransport(world.Scenario, ranges), threads: 2);
    }

    /// <summary>Steps cells here, each from frames alone. Every third step loses one, which must be brought back from its state.</summary>
    private sealed class ForgetfulTransport(Scenario scenario, CellRange[] ranges) : ICellTransport
    {
        private readonly Replica replica = new(new WorldModel(scenario, new ReplicaDemand()));
        private readonly RemoteCell?[] cells = new RemoteCell?[ranges.Length];
        private int steps;

        public byte[][] Step(Superstep step)
        {
            if (steps++ % 3 == 0) cells[steps % cells.Length] = null;
            return [.. ranges.Select((range, c) => Step(step, c, range))];
        }

        public void Dispose()
        {
        }

        private byte[] Step(Superstep step, int c, CellRange range)
        {
            if (cells[c] is not { } cell)
            {
                cells[c] = cell = new RemoteCell(replica, range, step.States[c]);
                if (step.Perform is not null) cell.Decide(step.Decide[c]);
            }

            return step.Perform is null ? cell.Decide(step.Decide[c]) : cell.Perform(step.Perform[c]);
        }
    }
}
