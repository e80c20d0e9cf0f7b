using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>
/// Accounts of subsystems, where there are any: each adds up from tick to tick, and together they are what flowed to their sector.
/// </summary>
internal static class AccountChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<SubsystemAccountRow>()) yield break;
        var lives = run.Lives.ToDictionary(r => (r.Tick, r.Subsystem));
        Int128 Lived(SubsystemAccountRow row) =>
            lives.TryGetValue((row.Tick, row.Subsystem), out var life) ? (Int128)life.Capital - life.Wages - life.PaidOut : 0;
        var accounts = run.Accounts.GroupBy(r => r.Subsystem).ToList();
        var clicks = AdvertisingChecks.Inflows(run);
        yield return Check.That(
            "Every account of a subsystem holds what it held, and what came in, less what it paid", $"{accounts.Count} accounts",
            accounts.SelectMany(a => Problems([.. a], row => clicks.GetValueOrDefault((row.Tick, row.Subsystem)) + Lived(row), run.Ticks.Count == 0 ? 0 : run.Ticks[^1].Tick)));
        yield return Check.That("The accounts of subsystems are the flows of their sector", $"{accounts.Count} accounts",
            FlowProblems(run));
    }

    private static IEnumerable<string> Problems(IReadOnlyList<SubsystemAccountRow> account, Func<SubsystemAccountRow, Int128> more, int last)
    {
        if (account[0].Tick != 1 || account[^1].Tick != last)
            yield return $"{account[0].Subsystem}: ticks {account[0].Tick} to {account[^1].Tick} instead of 1 to {last}";
        foreach (var row in account.Where(r => (Int128)r.Opening + r.FeesKept + r.Grants - r.Covered - r.Rent + more(r) != r.Closing))
            yield return $"{At(row)}: {row.Opening} + {row.FeesKept} + {row.Grants} − {row.Covered} − {row.Rent}{(more(row) == 0 ? "" : $" + {more(row)}")} is not {row.Closing}";
        foreach (var (before, after) in account.Zip(account.Skip(1)))
        {
            if (after.Tick != before.Tick + 1L) yield return $"{At(after)} follows tick {before.Tick}";
            if (after.Opening != before.Closing)
                yield return $"{At(after)}: it opens with {after.Opening}, and closed with {before.Closing}";
        }
    }

    /// <summary>Subsystems without an account pass on what they take, so the flows of the sector are those of the accounts.</summary>
    private static IEnumerable<string> FlowProblems(Evidence run)
    {
        var (flows, lives) = (run.Flows, run.Lives.ToLookup(r => r.Tick));
        foreach (var tick in run.Accounts.GroupBy(r => r.Tick))
        {
            (string What, Int128 Listed, Int128 Flowed)[] sums =
            [
                ("opening", Sum(tick, r => r.Opening), flows.MoneyOf(unchecked(tick.Key - 1), FlowBook.Subsystems)),
                ("fees kept", Sum(tick, r => r.FeesKept), flows.OfSubsystems(tick.Key, Instrument.Fee) + flows.OfSubsystems(tick.Key, Instrument.Burn)),
                ("grants", Sum(tick, r => r.Grants), flows.OfSubsystems(tick.Key, Instrument.Subsidy)),
                ("compute covered", Sum(tick, r => r.Covered), -flows.OfSubsystems(tick.Key, Instrument.Compute)),
                ("rent paid", Sum(tick, r => r.Rent), -flows.OfSubsystems(tick.Key, Instrument.Rent)),
                ("wages", lives[tick.Key].Aggregate((Int128)0, (sum, row) => sum + row.Wages), -flows.OfSubsystems(tick.Key, Instrument.Wage)),
                ("paid out", lives[tick.Key].Aggregate((Int128)0, (sum, row) => sum + row.PaidOut), -flows.OfSubsystems(tick.Key, Instrument.Liquidation)),
                ("closing", Sum(tick, r => r.Closing), flows.MoneyOf(tick.Key, FlowBook.Subsystems)),
            ];
            foreach (var (what, listed, flowed) in sums)
                if (listed != flowed) yield return $"tick {tick.Key}, {what}: subsystem-accounts.csv {listed}, flows.csv {flowed}";
        }
    }

    private static Int128 Sum(IEnumerable<SubsystemAccountRow> rows, Func<SubsystemAccountRow, long> of) =>
        rows.Aggregate((Int128)0, (sum, row) => sum + of(row));

    private static string At(SubsystemAccountRow row) => $"{row.Subsystem}, tick {row.Tick}";
}
