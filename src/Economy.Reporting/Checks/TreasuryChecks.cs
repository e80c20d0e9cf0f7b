using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>The budget of the treasury, where there is a table of it: it adds up from tick to tick, and is what flowed to its sector.</summary>
internal static class TreasuryChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<TreasuryRow>()) yield break;
        var ticks = $"{run.Treasury.Count} ticks";
        yield return Check.That("The treasury closes with what it had, and took in, less what it spent and burnt", ticks, BudgetProblems(run));
        yield return Check.That("The budget of the treasury is what flowed to and from it", ticks, run.Treasury.SelectMany(row => FlowProblems(run, row)));
    }

    private static IEnumerable<string> BudgetProblems(Evidence run)
    {
        if (run.Treasury.Count == 0 || run.Treasury[0].Tick != 1 || run.Treasury[^1].Tick != run.Ticks[^1].Tick)
            yield return $"{run.Treasury.Count} ticks instead of 1 to {run.Ticks[^1].Tick}";
        foreach (var row in run.Treasury)
        {
            var closing = (Int128)row.Opening + row.Taxes + row.Fees + row.Sales - row.Transfers - row.Grants - row.Goods - row.Compute - row.Burnt;
            if (closing != row.Closing) yield return $"tick {row.Tick}: it comes to {closing}, treasury.csv {row.Closing}";
        }

        foreach (var (before, after) in run.Treasury.Zip(run.Treasury.Skip(1)))
        {
            if (after.Tick != before.Tick + 1L) yield return $"tick {after.Tick} follows tick {before.Tick}";
            if (after.Opening != before.Closing) yield return $"tick {after.Tick}: it opens with {after.Opening}, and closed with {before.Closing}";
        }
    }

    private static IEnumerable<string> FlowProblems(Evidence run, TreasuryRow row)
    {
        Int128 In(params ReadOnlySpan<Instrument> instruments)
        {
            var sum = (Int128)0;
            foreach (var what in instruments) sum += run.Flows.OfTreasury(row.Tick, what);
            return sum;
        }

        (string What, Int128 Listed, Int128 Flowed)[] sums =
        [
            ("taxes", row.Taxes, In(Instrument.TransactionTax, Instrument.WealthTax, Instrument.IncomeTax, Instrument.Upkeep)),
            ("fees", row.Fees, In(Instrument.BrokerFee, Instrument.Fee, Instrument.NetworkFee)),
            ("sales", row.Sales, In(Instrument.Issue)),
            ("transfers and grants", (Int128)row.Transfers + row.Grants, -In(Instrument.Subsidy)),
            ("grants", row.Grants, run.Flows.OfSubsystems(row.Tick, Instrument.Subsidy)),
            ("goods", row.Goods, -In(Instrument.Trade)),
            ("compute", row.Compute, -In(Instrument.Compute)),
            ("burnt", row.Burnt, -In(Instrument.Burn)),
            ("closing", row.Closing, run.Flows.MoneyAfter(row.Tick).Treasury),
        ];
        return sums.Where(s => s.Listed != s.Flowed).Select(s => $"tick {row.Tick}, {s.What}: treasury.csv {s.Listed}, flows.csv {s.Flowed}");
    }
}
