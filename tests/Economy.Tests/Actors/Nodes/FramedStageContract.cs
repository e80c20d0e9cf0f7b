using Economy.Actors.Cells;
using Economy.Actors.Nodes;
using Economy.Actors.Runs;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Actors.Remote;
using Economy.World.Institutions;
using Economy.World.Stage;
using Economy.World.Tick.Cells;

namespace Economy.Tests.Actors.Nodes;

/// <summary>Cells that live behind frames, and now and then die.</summary>
public class FramedStageContract : StageContract
{
    protected override IStage NewStage(WorldModel world, int cells)
    {
        var ranges = CellRange.Cut(world.Participants, cells);
        return new FramedStage(world, ranges, new ForgetfulCells(world.Scenario, ranges), threads: 2);
    }

    /// <summary>Steps cells here, each from frames alone. Every third step loses one, which must be brought back from its state.</summary>
    private sealed class ForgetfulCells(Scenario scenario, CellRange[] ranges) : ISupersteps
    {
        private readonly Replica replica = new(new WorldModel(scenario, new ReplicaDemand()));
        private readonly RemoteCell?[] cells = new RemoteCell?[ranges.Length];
        private int steps;

        public Traffic Traffic => default;

        public object[] Take(Superstep step)
        {
            if (steps++ % 3 == 0) cells[steps % cells.Length] = null;
            return [.. ranges.Select((range, c) => Step(step, c, range))];
        }

        public object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages) => [.. asked.Zip(messages, (i, m) => i.Answer(m))];

        public void Dispose()
        {
        }

        private byte[] Step(Superstep step, int c, CellRange range)
        {
            if (cells[c] is not { } cell)
            {
                cells[c] = cell = new RemoteCell(replica, range, step.States![c]);
                if (step.Decided is { } decided) cell.Decide((byte[])decided[c]);
            }

            var frame = (byte[])step.Contents[c];
            return step.Phase == Phase.Decide ? cell.Decide(frame) : cell.Perform(frame);
        }
    }
}
