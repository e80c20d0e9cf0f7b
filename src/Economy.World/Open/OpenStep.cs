using Economy.Core.Books;
using Economy.World.Subsystems;
using Economy.World.Tick;

namespace Economy.World.Open;

/// <summary>1 Open: newcomers enter with their holdings, subsystems publish their terms, and jobs arrive.</summary>
internal sealed class OpenStep : IStep
{
    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var (view, population) = (tick.View, tick.Population);
        (view.Tick, view.Board) = (tick.Tick, tick.Board);
        population.Enter(tick);
        (view.Entered, view.Active) = (population.Entered, population.Active.Count);
        view.Terms = Terms(tick);
        tick.Jobs.Begin(view, population);
    }

    private static SubsystemTerms[] Terms(TickState tick)
    {
        var openings = tick.Subsystems.Select((_, k) => (object)new Opening(
            tick.Tick, (Place)tick.Rules.Subsystems[k], tick.Board.Subsystems[k], tick.Ledger[tick.World.Chart.Subsystem(k), TokenId.Currency]));
        return [.. tick.Stage.Ask(tick.Tick, tick.Subsystems, [.. openings]).Cast<SubsystemTerms>()];
    }

    /// <summary>Tick 0: everyone who is there from the start receives their holdings.</summary>
    public static void Endow(TickState tick)
    {
        foreach (var participant in tick.Population.Active) tick.Population.Endow(tick, participant);
    }
}
