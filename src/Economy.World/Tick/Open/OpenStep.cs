using System.Collections.Immutable;
using Economy.Core.Books;
using Economy.World.Recommenders.Ads;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Open;

/// <summary>1 Open: newcomers enter with their holdings, subsystems publish their terms, and jobs arrive.</summary>
internal sealed class OpenStep : IStep
{
    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var (view, population) = (tick.View, tick.Population);
        view.Tick = tick.Tick;
        population.Enter(tick);
        (view.Entrants, view.Active) = (population.Entrants, population.Active.Count);
        view.Board = tick.Board = tick.Board with { Terms = Terms(tick), Ads = Ads(tick) };
        tick.PoolPrices.Publish(tick);
        tick.Jobs.Begin(view, population);
    }

    private static ImmutableArray<AdSlot> Ads(TickState tick) => tick.Campaigns is not { } campaigns ? [] : campaigns.Sell(
        tick.Tick, tick.Rules.Subsystems, k => tick.Ledger[tick.World.Chart.Subsystem(k), TokenId.Currency]);

    private static ImmutableArray<SubsystemTerms> Terms(TickState tick)
    {
        var openings = tick.Subsystems.Select((_, k) => (object)new Opening(
            tick.Tick, (Place)tick.Rules.Subsystems[k], tick.Board.Subsystems[k],
            tick.Ledger[tick.World.Chart.Subsystem(k), TokenId.Currency]));
        return [.. tick.Stage.Ask(tick.Tick, tick.Subsystems, [.. openings]).Cast<SubsystemTerms>()];
    }

    /// <summary>Tick 0: everyone who is there from the start receives their holdings, and subsystems their money.</summary>
    public static void Endow(TickState tick)
    {
        foreach (var participant in tick.Population.Active) tick.Population.Endow(tick, participant);
        for (var k = 0; k < tick.World.Subsystems.Length; k++)
        {
            if (tick.World.Subsystems[k].Account is not { Endowment: > 0 and var money }) continue;
            tick.Journal.Open();
            tick.Journal.Move(AccountId.Mint, tick.World.Chart.Subsystem(k), TokenId.Currency, money, Instrument.Endowment);
        }
    }
}
