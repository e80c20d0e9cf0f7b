using Economy.Core.State;
using Economy.Reporting;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>Writes the checkpoints of a run: the first after the endowment, then every so many ticks, and one when it is stopped.</summary>
/// <param name="begun">What each says of the run; its tick is the last one that has a checkpoint, −1 for none.</param>
internal sealed class Checkpoints(CheckpointHead begun, RunFolder folder, ISettlement settlement, Simulator simulator)
{
    private CheckpointHead head = begun;
    private int written = begun.Tick;

    /// <summary>Between two ticks.</summary>
    /// <param name="ticks">Ticks of the scenario: the last has one too.</param>
    public void Pass(int tick, int ticks)
    {
        if (tick % head.Every == 0 || tick == ticks || simulator.IsOver) Write();
    }

    /// <summary>From the next tick on the run is that of another scenario text: that is on disk before the tick begins.</summary>
    public void Change(string scenario)
    {
        head = head with { Scenario = scenario };
        Write();
    }

    /// <summary>When a run is stopped: saves the tick it had come to, if that is in one piece.</summary>
    public void Stop()
    {
        if (simulator.CanBeSaved && simulator.Done > written) Write();
    }

    private void Write()
    {
        settlement.WaitUntilKept();
        folder.Checkpoint(state =>
        {
            state.Write(CheckpointHead.ThisBuild);
            (head with { Tick = simulator.Done }).Save(state);
            state.WritePart(settlement.State);
            state.WritePart(simulator);
            state.WritePart(folder);
        });
        written = simulator.Done;
    }
}
