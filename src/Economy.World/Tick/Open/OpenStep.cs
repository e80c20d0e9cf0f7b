using System.Collections.Immutable;
using Economy.Core.Books;
using Economy.Core.Scenarios;
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
        tick.PoolPrices.Publish(tick);
        tick.Board = tick.Board with { Terms = Terms(tick) };
        Found(tick);
        view.Board = tick.Board = tick.Board with { Ads = Ads(tick) };
        tick.Jobs.Begin(view, population);
    }

    /// <summary>What is closed neither sells slots nor bids for them.</summary>
    private static ImmutableArray<AdSlot> Ads(TickState tick) => tick.Campaigns is not { } campaigns ? [] : campaigns.Sell(
        tick.Tick, tick.Rules.Subsystems, k => tick.Board.Terms[k].IsClosed,
        k => tick.Ledger[tick.World.Chart.Subsystem(k), TokenId.Currency]);

    private static ImmutableArray<SubsystemTerms> Terms(TickState tick)
    {
        var openings = tick.Subsystems.Select((_, k) => (object)new Opening(
            tick.Tick, (Place)tick.Rules.Subsystems[k], tick.Board.Subsystems[k],
            tick.Ledger[tick.World.Chart.Subsystem(k), TokenId.Currency], HourCost(tick, k), tick.Ledger[AccountId.Treasury, TokenId.Currency]));
        SubsystemTerms[] terms = [.. tick.Stage.Ask(tick.Tick, tick.Subsystems, [.. openings]).Cast<SubsystemTerms>()];
        for (var k = 0; k < terms.Length; k++)
            if (terms[k].Standing == Standing.Open && tick.World.Employer[k] is >= 0 and var employer && terms[employer].IsClosed)
                terms[k] = terms[k] with { Standing = Standing.Closed };
        return [.. terms];
    }

    /// <summary>What an hour in a subsystem costs at the prices that the cheapest pool for it asks, minor units; infinite where no pool has all it needs.</summary>
    private static double HourCost(TickState tick, int subsystem)
    {
        if (tick.World.Subsystems[subsystem].Account?.Life is null) return 0;
        var (needs, least) = (tick.Rules.Subsystems[subsystem].Needs, double.PositiveInfinity);
        for (var j = 0; j < tick.World.Pools.Count; j++)
        {
            var cost = tick.World.Pools[j].Serves?.Contains(tick.World.Subsystems[subsystem].Name) == false ? double.PositiveInfinity : 0;
            for (var r = 0; r < Pool.Resources; r++)
                if (needs[(Resource)r] > 0) cost += tick.Rules.Pools[j].CapacityMilli[r] > 0 ? needs[(Resource)r] * tick.PoolPrices.Of(j, r) : double.PositiveInfinity;
            least = Math.Min(least, cost);
        }

        return least;
    }

    /// <summary>Those that open are given their money: newly minted the first time, then by the treasury as far as it has it.</summary>
    private static void Found(TickState tick)
    {
        tick.Capital.AsSpan().Clear();
        for (var k = 0; k < tick.Capital.Length; k++)
        {
            var (isFirst, isAgain) = (tick.Board.Terms[k].Standing == Standing.Entered, tick.Board.Terms[k].Standing == Standing.Returned);
            if (!isFirst && !isAgain) continue;
            var endowment = tick.World.Subsystems[k].Account!.Endowment;
            tick.Capital[k] = isFirst ? endowment : Math.Min(endowment, tick.Ledger[AccountId.Treasury, TokenId.Currency]);
            tick.Journal.Open();
            tick.Journal.Move(isFirst ? AccountId.Mint : AccountId.Treasury, tick.World.Chart.Subsystem(k), TokenId.Currency, tick.Capital[k],
                isFirst ? Instrument.Endowment : Instrument.Subsidy);
        }
    }

    /// <summary>Tick 0: everyone who is there from the start receives their holdings, and subsystems their money.</summary>
    public static void Endow(TickState tick)
    {
        foreach (var participant in tick.Population.Active) tick.Population.Endow(tick, participant);
        for (var k = 0; k < tick.World.Subsystems.Length; k++)
        {
            if (tick.World.Subsystems[k].Account is not { Endowment: > 0 and var money, Life: null or { IsFromTheStart: true } }) continue;
            tick.Journal.Open();
            tick.Journal.Move(AccountId.Mint, tick.World.Chart.Subsystem(k), TokenId.Currency, money, Instrument.Endowment);
        }
    }
}
