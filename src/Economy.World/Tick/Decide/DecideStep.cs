using Economy.World.Tick;

namespace Economy.World.Tick.Decide;

/// <summary>2 Decide: every participant spreads its attention, bids and orders; those who leave are struck off.</summary>
internal sealed class DecideStep : IStep
{
    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Proposals = tick.Stage.Decide(tick.View);
        tick.Population.Leave(tick.Proposals);
    }
}
