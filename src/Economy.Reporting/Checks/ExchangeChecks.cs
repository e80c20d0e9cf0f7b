using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Checks;

/// <summary>What was paid, and what money did: turnover N, spending S, the money stock M̄, and what follows from them.</summary>
internal static class ExchangeChecks
{
    private const string SwitchedOff = "trades.csv was switched off";

    internal static IEnumerable<Check> Of(Evidence run, Scenario? scenario)
    {
        var byTick = run.Markets.GroupBy(m => m.Tick).ToDictionary(g => g.Key, g => g.Aggregate((Int128)0, (sum, m) => sum + m.Notional));
        var ticks = $"{run.Ticks.Count} ticks";
        yield return Check.That(
            "N of every tick is Σ notional of the markets",
            ticks,
            run.Ticks.Where(t => byTick.GetValueOrDefault(t.Tick) != t.Notional)
                .Select(t => $"tick {t.Tick}: ticks.csv {t.Notional}, markets.csv {byTick.GetValueOrDefault(t.Tick)}"));
        var onePrice = (scenario?.Markets ?? []).Where(m => m.SellsAtOnePrice).Select(m => m.Asset).ToHashSet();
        var atOnePrice = run.Markets.Where(m => scenario is null || onePrice.Contains(m.Asset)).ToList();
        yield return Check.That(
            "The notional of every market that sells at one price is price × volume",
            $"{atOnePrice.Count} rows",
            atOnePrice.Where(m => m.Notional != (Int128)m.Price * m.Volume)
                .Select(m => $"tick {m.Tick}, {m.Asset}: {m.Price} × {m.Volume} is not {m.Notional}"));
        foreach (var check in OfTrades(run)) yield return check;
        yield return Flows(run);
        yield return Check.That("M̄ is the mean money stock outside mint and treasury, without that of those who left", ticks,
            MeanMoneyProblems(run));
        yield return Check.That("The sectors' money adds up to the supply, and their means to M̄", $"{run.Sectors.Count} rows",
            SectorProblems(run));
        yield return Check.That("S of every tick is N and what flows.csv has of primary sales, compute and fees", ticks,
            run.Ticks.Where(t => t.Notional + run.Flows.PaidFor(t.Tick) != t.Spending)
                .Select(t => $"tick {t.Tick}: ticks.csv {t.Spending}, N and flows.csv {t.Notional + run.Flows.PaidFor(t.Tick)}"));
        yield return Check.That("Turnover, velocity and real volume follow from N, S, M̄ and P", ticks, DerivedProblems(run.Ticks));
    }

    private static IEnumerable<Check> OfTrades(Evidence run)
    {
        const string OfTrade = "Every trade's notional is price × quantity",
            OfMarket = "Markets report the volume, notional and tax of their trades",
            OfTick = "N of every tick is Σ notional of the trades";
        if (!run.Run.Has<TradeRow>())
            return [Check.Skipped(OfTrade, SwitchedOff), Check.Skipped(OfMarket, SwitchedOff), Check.Skipped(OfTick, SwitchedOff)];
        var trades = $"{run.Trades.Count} trades";
        var reported = run.Markets.ToLookup(m => (m.Tick, m.Asset), m => ((Int128)m.Volume, (Int128)m.Notional, (Int128)m.Tax));
        var markets = reported.Select(m => m.Key).Union(run.Trades.Markets);
        return
        [
            Check.That(OfTrade, trades, run.Trades.PriceProblems),
            Check.That(
                OfMarket,
                trades,
                from m in markets
                let listed = reported[m].FirstOrDefault()
                where listed != run.Trades.Of(m.Tick, m.Asset)
                select $"tick {m.Tick}, {m.Asset}: markets.csv {listed}, trades.csv {run.Trades.Of(m.Tick, m.Asset)}"),
            Check.That(OfTick, trades,
                run.Ticks.Where(t => run.Trades.Notional(t.Tick) != t.Notional)
                    .Select(t => $"tick {t.Tick}: ticks.csv {t.Notional}, trades.csv {run.Trades.Notional(t.Tick)}")),
        ];
    }

    /// <summary>Flows are net by sector, so their gross can only be had by netting the trades in the same way.</summary>
    private static Check Flows(Evidence run)
    {
        const string Name = "Flows tagged trade and delivery are the trades, netted by type";
        if (run.Run.Has<TradeRow>() && run.Run.Has<ParticipantRow>())
        {
            var cells = run.Trades.Cells.Union(run.Flows.Cells.Where(c => c.Instrument is Core.Books.Instrument.Trade or Core.Books.Instrument.Delivery));
            return Check.That(Name, $"{run.Trades.Count} trades", cells.Select(c => (Cell: c, Flow: run.Flows.Cell(c.Tick, c.Token, c.Instrument, c.Sector), Traded: run.Trades.Cell(c)))
                .Where(c => c.Flow != c.Traded)
                .Select(c => $"tick {c.Cell.Tick}, {c.Cell.Token}, {c.Cell.Sector}: flows.csv {c.Flow}, trades.csv {c.Traded}"));
        }

        var net = run.Flows.Cells.Where(c => c.Instrument == Core.Books.Instrument.Trade).GroupBy(c => c.Tick)
            .ToDictionary(g => g.Key, g => g.Aggregate((Int128)0, (sum, c) => sum + Int128.Max(0, run.Flows.Cell(c.Tick, c.Token, c.Instrument, c.Sector))));
        return Check.That(
            "Flows tagged trade between types do not exceed N",
            "a bound only: netting them needs trades.csv and participants.csv",
            run.Ticks.Where(t => net.GetValueOrDefault(t.Tick) > t.Notional).Select(t => $"tick {t.Tick}: flows.csv {net[t.Tick]}, N {t.Notional}"));
    }

    private static IEnumerable<string> MeanMoneyProblems(Evidence run)
    {
        var departed = 0L;
        foreach (var tick in run.Ticks.Where(t => t.Tick > 0))
        {
            var (opening, closing) = (run.Flows.MoneyAfter(tick.Tick - 1), run.Flows.MoneyAfter(tick.Tick));
            var mean = (double)(opening.Held - opening.Treasury - departed + closing.Held - closing.Treasury - tick.Departed) / 2;
            departed = tick.Departed;
            if (!Numbers.Agree(mean, tick.MeanMoney)) yield return $"tick {tick.Tick}: ticks.csv {tick.MeanMoney}, flows {mean}";
        }
    }

    private static IEnumerable<string> SectorProblems(Evidence run)
    {
        var byTick = run.Sectors.ToLookup(s => s.Tick);
        foreach (var tick in run.Ticks.Where(t => t.Tick > 0))
        {
            foreach (var sector in byTick[tick.Tick].Where(s => run.Flows.MoneyOf(tick.Tick, s.Sector) != s.Money))
                yield return $"tick {tick.Tick}: {sector.Sector} holds {sector.Money}, by flows {run.Flows.MoneyOf(tick.Tick, sector.Sector)}";
            var held = byTick[tick.Tick].Aggregate((Int128)0, (sum, s) => sum + s.Money);
            var mean = byTick[tick.Tick].Where(s => s.Sector != FlowBook.Treasury).Sum(s => s.MeanMoney);
            var departed = byTick[tick.Tick].Aggregate((Int128)0, (sum, s) => sum + s.Departed);
            if (departed != tick.Departed)
                yield return $"tick {tick.Tick}: {departed} with the departed of the sectors, ticks.csv has {tick.Departed}";
            if (held != tick.MoneySupply) yield return $"tick {tick.Tick}: sectors hold {held}, the supply is {tick.MoneySupply}";
            if (!Numbers.Agree(mean, tick.MeanMoney))
                yield return $"tick {tick.Tick}: the sectors' means add up to {mean}, M̄ is {tick.MeanMoney}";
        }
    }

    private static IEnumerable<string> DerivedProblems(IReadOnlyList<TickRow> ticks)
    {
        foreach (var t in ticks.Where(t => t.Tick > 0))
        {
            var (turnover, velocity) = t.MeanMoney == 0 ? (double.NaN, double.NaN) : (t.Notional / t.MeanMoney, t.Spending / t.MeanMoney);
            if (!Numbers.Agree(turnover, t.Turnover)) yield return $"tick {t.Tick}: N/M̄ = {turnover}, turnover {t.Turnover}";
            if (!Numbers.Agree(velocity, t.Velocity)) yield return $"tick {t.Tick}: S/M̄ = {velocity}, V = {t.Velocity}";
            if (!Numbers.Agree(t.Spending / t.PriceIndex, t.RealVolume))
                yield return $"tick {t.Tick}: S/P = {t.Spending / t.PriceIndex}, Q = {t.RealVolume}";
        }
    }
}
