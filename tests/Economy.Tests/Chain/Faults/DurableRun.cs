using System.Globalization;
using Economy.Chain;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Tests.Reporting;

namespace Economy.Tests.Chain;

/// <summary>A run's journals settled with all that a run has to get through faults: a journal on disk, a chain that can be had again, and what was settled saved when it stops.</summary>
internal sealed class DurableRun : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Hash32 runId = new([.. Enumerable.Repeat((byte)7, 32)]);
    private readonly SettlementSpec spec;
    private byte[]? saved;

    public DurableRun(int ticks, int seed, SettlementSpec? spec = null, int entries = 20)
    {
        this.spec = spec ?? new SettlementSpec { EntriesPerBatch = 5, LagTicks = 6 };
        Journals = [.. Enumerable.Range(0, ticks).Select(t => Books.Tick(Enumerable.Range(seed * 100_003 + t * entries, entries)))];
        JournalFile.Create(folder.Path, runId).Dispose();
    }

    public RandomJournal Books { get; } = new();

    public IReadOnlyList<TickJournal> Journals { get; }

    /// <summary>What has been settled, as it stood when settlement last stopped.</summary>
    public SettlementLedger Settled { get; private set; } = new();

    /// <summary>Times that it stopped, with a message and a way to go on.</summary>
    public int Stops => Reasons.Count;

    /// <summary>Ends the faults, so that the test itself can look at the chain.</summary>
    public Action Calm { get; init; } = () => { };

    /// <summary>Why it stopped.</summary>
    public List<string> Reasons { get; } = [];

    /// <summary>Asks for a chain.</summary>
    public async Task<ChainRequest> RequestAsync(Func<CancellationToken, Task<ChainNode>> start, Func<ChainNode, EthereumClient> connect)
    {
        var toolchain = await HardhatFixture.Toolchain();
        return new ChainRequest { Start = start, Connect = connect, Artifacts = toolchain.Artifacts, Decimals = 2, RunId = runId, MiningTime = TimeSpan.FromSeconds(2) };
    }

    /// <summary>Settles everything. When it stops for a fault that only a resumed run can mend, it is resumed, as often as that takes.</summary>
    /// <param name="during">Told of every tick before it is handed over.</param>
    public async Task SettleAsync(ChainRequest request, Func<SettlementChain, SettlementQueue, TickJournal, Task>? during = null, int mostStops = 40)
    {
        while (true)
        {
            try
            {
                await SettleOnceAsync(request, during);
                return;
            }
            catch (ChainException fault) when (Stops < mostStops)
            {
                Assert.NotEmpty(fault.Remedy);
                Reasons.Add(fault.Message);
            }
        }
    }

    /// <summary>Settles until all is settled, or a fault stops it; what was settled is then saved, and read back for the next time.</summary>
    public async Task SettleOnceAsync(ChainRequest request, Func<SettlementChain, SettlementQueue, TickJournal, Task>? during = null)
    {
        using var journal = JournalFile.Open(folder.Path, append: true);
        Settled = new SettlementLedger();
        if (saved is not null) Settled.Restore(new BinaryReader(new MemoryStream(saved)));
        if (saved is not null) Settled.Resume(journal.NextTick - 1);
        try
        {
            await using var chain = await SettlementChain.OpenAsync(request, Settled.Generations.Count > 0 ? Settled.Generations[^1] : null);
            await using var queue = new SettlementQueue(chain, spec, Settled, new KeptJournals(journal, RandomJournal.Accounts, RandomJournal.Tokens));
            foreach (var tick in Journals.Skip(journal.NextTick))
            {
                if (during is not null) await during(chain, queue, tick);
                queue.Accept(tick);
            }

            await queue.CompleteAsync();
            var compared = await Economy.Chain.Settlement.Reconciliation.CompareAsync(chain.Contract, Books.Ledger);
            Assert.True(compared.Agrees, string.Join('\n', compared.Differences));
            Calm();
            await IsOnChainOnceAsync(chain);
        }
        finally
        {
            saved = Saved();
        }
    }

    /// <summary>The state as a checkpoint would hold it.</summary>
    public byte[] Saved()
    {
        using var bytes = new MemoryStream();
        Settled.Save(new BinaryWriter(bytes));
        return bytes.ToArray();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Every batch once: the contract's counters are those of the rows, and it holds the root of every tick settled there.</summary>
    private async Task IsOnChainOnceAsync(SettlementChain chain)
    {
        Assert.Equal(Journals.Select(j => j.Root.ToString()), Settled.Rows.Select(r => r.JournalRoot));
        Assert.Equal(Settled.Rows.Sum(r => r.Batches + 1L), await chain.Contract.NextBatchAsync());
        Assert.Equal(Journals.Count, await chain.Contract.NextTickAsync());
        var first = Settled.Generations[^1].FirstTick;
        foreach (var journal in Journals.Skip(first)) Assert.Equal(journal.Root, await chain.Contract.JournalRootAsync(journal.Tick));
        Assert.All(Settled.Rows, row => Assert.True(row.Gas > 21_000 * (row.Batches + 1L), string.Create(CultureInfo.InvariantCulture, $"tick {row.Tick}: the gas of {row.Batches} batches is known: {row.Gas}")));
    }
}
