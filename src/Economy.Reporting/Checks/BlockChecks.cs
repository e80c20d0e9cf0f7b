using Economy.Core.Books;
using Economy.Core.Records;

namespace Economy.Reporting.Checks;

/// <summary>Block space, where it is scarce: nothing beyond the limit, fees by the recursion, and every fee in the books.</summary>
internal static class BlockChecks
{
    internal static IEnumerable<Check> Of(Evidence run)
    {
        if (!run.Run.Has<BlockRow>()) yield break;
        var blocks = $"{run.Blocks.Count} blocks";
        yield return Check.That(
            "No block holds more gas than its limit", blocks,
            run.Blocks.Where(b => b.GasUsed < 0 || b.GasUsed > b.GasLimit).Select(b => $"{At(b)}: {b.GasUsed} of {b.GasLimit}"));
        yield return Check.That("Base fees follow the recursion of EIP-1559", blocks, FeeProblems(run.Blocks));
        yield return Check.That(
            "Fees burnt and tips are the flows tagged network-fee", blocks,
            from tick in run.Blocks.GroupBy(b => b.Tick)
            let fees = (Burnt: tick.Aggregate((Int128)0, (sum, b) => sum + b.Burnt), Tips: tick.Aggregate((Int128)0, (sum, b) => sum + b.Tips))
            let flows = (Burnt: Flow(run, tick.Key, FlowBook.Mint), Tips: Flow(run, tick.Key, FlowBook.Treasury))
            where fees != flows
            select $"tick {tick.Key}: blocks.csv {fees}, flows.csv {flows}");
        if (run.Run.Has<TradeRow>())
            yield return Check.That("Every trade is in a block", blocks, run.Blocks.Sum(b => (long)b.Trades) is var listed && listed == run.Trades.Count ? [] : [$"blocks.csv {listed}, trades.csv {run.Trades.Count}"]);
    }

    private static Int128 Flow(Evidence run, int tick, string sector) =>
        run.Flows.Cell(tick, FlowBook.Currency, Instrument.NetworkFee, sector);

    // Written out once more, in big integers: the check must not take the simulator's word for it.
    private static IEnumerable<string> FeeProblems(IReadOnlyList<BlockRow> blocks)
    {
        foreach (var (before, after) in blocks.Zip(blocks.Skip(1)))
        {
            Int128 target = before.GasLimit / 2;
            if (target <= 0) continue;
            var moved = before.BaseFee * Int128.Abs(before.GasUsed - target) / target / 8;
            var expected = before.GasUsed > target ? before.BaseFee + Int128.Max(1, moved) : before.BaseFee - moved;
            if (after.BaseFee != expected) yield return $"{At(after)}: {after.BaseFee} instead of {expected}";
        }
    }

    private static string At(BlockRow block) => $"tick {block.Tick}, block {block.Block}";
}
