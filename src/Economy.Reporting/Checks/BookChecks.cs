using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Conservation: nothing comes from nowhere, in any token, any tick, any sector.</summary>
internal static class BookChecks
{
    private const string SwitchedOff = "participants.csv was switched off";

    internal static IEnumerable<Check> Of(Evidence run)
    {
        var flows = run.Flows;
        var ticks = $"{run.Ticks.Count} ticks";
        yield return Check.That("Every flow of a token sums to zero over the sectors", ticks, flows.RowProblems);
        yield return Check.That("Every sector's flows sum to its change in holdings", ticks, flows.ColumnProblems);
        yield return Check.That("Ticks are consecutive and as many as the manifest says", ticks, TickProblems(run));
        yield return Check.That("The money supply is what was minted less what was burnt", ticks, SupplyProblems(run.Ticks));
        yield return Check.That(
            "The money supply is what the sectors hold together",
            ticks,
            run.Ticks.Where(t => flows.MoneyAfter(t.Tick) is var (created, held, _) && (created != t.MoneySupply || held != t.MoneySupply))
                .Select(t => $"tick {t.Tick}: ticks.csv {t.MoneySupply}, minted less burnt by flows {flows.MoneyAfter(t.Tick).Supply}, held by sectors {flows.MoneyAfter(t.Tick).Held}"));
        yield return Check.That(
            "The treasury holds what flowed into it",
            ticks,
            run.Ticks.Where(t => flows.MoneyAfter(t.Tick).Treasury != t.Treasury)
                .Select(t => $"tick {t.Tick}: ticks.csv {t.Treasury}, flows {flows.MoneyAfter(t.Tick).Treasury}"));
        yield return Participants(run, "Participants hold the money that flowed to their type", p => p.Money,
            token => token == FlowBook.Currency);
        yield return Participants(run, "Participants hold the assets that flowed to their type", p => p.Units,
            token => token != FlowBook.Currency);
        yield return Departed(run);
        yield return Check.That("Immigration is what flows.csv has of it", ticks,
            run.Ticks.Where(t => flows.Immigration(t.Tick) != t.Immigration)
            .Select(t => $"tick {t.Tick}: ticks.csv {t.Immigration}, flows {flows.Immigration(t.Tick)}"));
        yield return Inequality(run);
    }

    private static IEnumerable<string> TickProblems(Evidence run)
    {
        var last = run.Ticks.Count == 0 ? 0 : run.Ticks[^1].Tick;
        if (last != run.Run.Manifest.Ticks) yield return $"the last tick is {last}, the manifest says {run.Run.Manifest.Ticks}";
        if (run.Ticks.Count > 0 && run.Ticks[0].Tick != 0) yield return $"the first tick is {run.Ticks[0].Tick}, not 0";
        foreach (var (before, after) in run.Ticks.Zip(run.Ticks.Skip(1)))
        {
            if (after.Tick != before.Tick + 1L) yield return $"tick {after.Tick} follows tick {before.Tick}";
        }
    }

    private static IEnumerable<string> SupplyProblems(IReadOnlyList<TickRow> ticks)
    {
        Int128 expected = 0;
        foreach (var tick in ticks)
        {
            expected += (Int128)tick.Minted - tick.Burnt;
            if (expected != tick.MoneySupply) yield return $"tick {tick.Tick}: {tick.MoneySupply} instead of {expected}";
            expected = tick.MoneySupply;
        }
    }

    private static Check Participants(Evidence run, string name, Func<ParticipantRow, long> amount, Func<string, bool> ofToken)
    {
        if (!run.Run.Has<ParticipantRow>()) return Check.Skipped(name, SwitchedOff);
        var byType = run.Participants.GroupBy(p => p.Type).ToDictionary(g => g.Key,
            g => g.Aggregate((Int128)0, (sum, p) => sum + amount(p)));
        var problems = byType.Select(
            t => (Type: t.Key, Listed: t.Value,
                Flowed: run.Flows.Holders.Where(h => h.Sector == t.Key && ofToken(h.Token)).Aggregate((Int128)0,
                    (sum, h) => sum + run.Flows.Held(h.Token, h.Sector))))
            .Where(t => t.Listed != t.Flowed)
            .Select(t => $"{t.Type}: participants.csv {t.Listed}, flows {t.Flowed}");
        return Check.That(name, $"{run.Participants.Count} participants, {byType.Count} types", problems);
    }

    private static Check Departed(Evidence run)
    {
        const string Name = "The departed hold at the end what participants that are not active hold";
        if (!run.Run.Has<ParticipantRow>()) return Check.Skipped(Name, SwitchedOff);
        var held = run.Participants.Where(p => p.Active == 0).Aggregate((Int128)0, (sum, p) => sum + p.Money);
        var told = run.Ticks.Count == 0 ? 0 : run.Ticks[^1].Departed;
        return Check.That(Name, $"{run.Participants.Count} participants",
            held == told ? [] : [$"participants.csv {held}, ticks.csv {told}"]);
    }

    private static Check Inequality(Evidence run)
    {
        const string Name = "The Gini coefficients and top shares at the end follow from the participants";
        if (!run.Run.Has<ParticipantRow>()) return Check.Skipped(Name, SwitchedOff);
        if (run.Ticks.Count == 0) return Check.Skipped(Name, "no ticks");
        var active = run.Participants.Where(p => p.Active == 1).ToList();
        var (last, wealth) = (run.Ticks[^1], Sorted(p => (double)p.Money + p.Assets));
        return Check.That(Name, $"{active.Count} active participants",
            Differs("Gini of money", last.MoneyGini, Inequalities.Gini(Sorted(p => p.Money)))
                .Concat(Differs("Gini of wealth", last.WealthGini, Inequalities.Gini(wealth)))
                .Concat(Differs("share of the top 1 %", last.TopOnePercent, Inequalities.TopShare(wealth, 0.01)))
                .Concat(Differs("share of the top 10 %", last.TopTenPercent, Inequalities.TopShare(wealth, 0.1))));

        double[] Sorted(Func<ParticipantRow, double> of) => [.. active.Select(of).Order()];

        static IEnumerable<string> Differs(string what, double published, double recomputed)
        {
            if (!Numbers.Agree(published, recomputed, 1e-6)) yield return $"{what}: ticks.csv {published}, participants.csv {recomputed}";
        }
    }
}
