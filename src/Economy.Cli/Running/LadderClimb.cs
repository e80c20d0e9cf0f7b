using System.Diagnostics;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.World;

namespace Economy.Cli.Running;

/// <summary>Settles the journals of a run in every mode, each on a fresh node, and compares books and chain each time.</summary>
internal sealed class LadderClimb(WorldModel world, JournalFile journals, int ticks, string node, Toolchain toolchain, IDisplay display)
{
    private static readonly (string Name, SettlementMode Mode, bool Signed, string Hides)[] Rungs =
    [
        ("per-trade signed", SettlementMode.PerTrade, true, "nothing: buyer and seller have signed every trade"),
        ("per-trade", SettlementMode.PerTrade, false, "whether the parties agreed to a trade: the settler says so"),
        ("batch", SettlementMode.Batch, false, "which trade a transaction is: they share transactions, in order"),
        ("netted", SettlementMode.Netted, false, "single trades: only net changes are there, any entry can be proved from the root"),
    ];

    /// <exception cref="Chain.ChainException">A mode could not be settled.</exception>
    /// <exception cref="LadderException">Books and chain disagree.</exception>
    public async Task<IReadOnlyList<LadderRow>> ClimbAsync(CancellationToken cancel)
    {
        var (entries, trades, ofTrades) = Count();
        var rows = new List<LadderRow>();
        foreach (var (name, mode, signed, hides) in Rungs)
        {
            display.Say($"settling {ticks + 1} ticks {name} on {node}");
            var (transactions, gas, seconds) =
                await SettleAsync(world.Scenario.Settlement with { Mode = mode, Signed = signed, LagTicks = ticks + 1 }, cancel)
                    .ConfigureAwait(false);
            rows.Add(new LadderRow(
                rows.Count + 1, name, node, transactions, entries, trades, gas, double.NaN, seconds, trades / seconds, entries / seconds, seconds / (ticks + 1), hides));
        }

        var gasPerEntry = rows[2].Gas / (double)entries;
        return [.. rows.Select(r => r with { GasPerTrade = (r.Gas - (r.Mode == "netted" ? r.Gas / (double)entries : gasPerEntry) * (entries - ofTrades)) / trades })];
    }

    private (long Entries, long Trades, long OfTrades) Count()
    {
        var (entries, trades, ofTrades) = (0L, 0L, 0L);
        foreach (var journal in journals.Read(0).Take(ticks + 1))
        {
            entries += journal.Entries.Length;
            var posting = -1;
            foreach (ref readonly var entry in journal.Entries)
            {
                if (entry.Instrument == Instrument.Delivery) (trades, posting) = (trades + 1, entry.Posting);
                if (entry.Posting == posting) ofTrades++;
            }
        }

        return (entries, trades, ofTrades);
    }

    private async Task<(long Transactions, long Gas, double Seconds)> SettleAsync(SettlementSpec spec, CancellationToken cancel)
    {
        var wanted = new ChainRequest
        {
            Start = abort => node == "anvil" ? ChainNode.StartAnvilAsync(toolchain, cancel: abort)
                : ChainNode.StartHardhatAsync(toolchain, cancel: abort),
            Artifacts = toolchain.Artifacts,
            Decimals = world.Scenario.Money.Decimals,
            RunId = journals.RunId,
            Signing = spec.Signed ? world.Chart.Count : 0,
        };
        var chain = await SettlementChain.OpenAsync(wanted, cancel: cancel).ConfigureAwait(false);
        await using (chain.ConfigureAwait(false))
        {
            var books = new Ledger(world.Chart.Count, world.Assets.Length + 1);
            var queue = new SettlementQueue(chain, spec, new SettlementLedger(), null, cancel);
            await using (queue.ConfigureAwait(false))
            {
                var clock = Stopwatch.StartNew();
                foreach (var journal in journals.Read(0).Take(ticks + 1))
                {
                    foreach (ref readonly var entry in journal.Entries) books.Apply(entry);
                    queue.Accept(journal);
                }

                while (!queue.CompleteAsync(cancel).IsCompleted)
                {
                    display.Show(Progress.OfSettlement(queue.Progress.ClosedTicks, ticks + 1));
                    await Task.WhenAny(queue.CompleteAsync(cancel), Task.Delay(100, CancellationToken.None)).ConfigureAwait(false);
                }

                await queue.CompleteAsync(cancel).ConfigureAwait(false);
                var seconds = clock.Elapsed.TotalSeconds;
                display.Finish();
                var compared = await Chain.Settlement.Reconciliation.CompareAsync(chain.Contract, books, cancel).ConfigureAwait(false);
                if (!compared.Agrees) throw new LadderException($"mode {spec.Mode}: books and chain disagree: {compared.Differences[0]}");
                return (queue.Progress.Batches + queue.Progress.ClosedTicks, queue.Progress.Gas, seconds);
            }
        }
    }
}

/// <summary>Books and chain disagree.</summary>
internal sealed class LadderException(string problem) : Exception(problem);
