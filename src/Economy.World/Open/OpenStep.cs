using Economy.World.Tick;

namespace Economy.World.Open;

/// <summary>1 Open: newcomers enter with their holdings, jobs arrive, and everybody gets to see the board.</summary>
internal sealed class OpenStep : IStep
{
    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var (view, population) = (tick.View, tick.Population);
        (view.Tick, view.Board) = (tick.Tick, tick.Board);
        population.Enter(tick);
        (view.Entered, view.Active) = (population.Entered, population.Active.Count);
        tick.Jobs.Begin(view, population);
    }

    /// <summary>Tick 0: everyone who is there from the start receives their holdings.</summary>
    public static void Endow(TickState tick)
    {
        foreach (var participant in tick.Population.Active) tick.Population.Endow(tick, participant);
    }
}
