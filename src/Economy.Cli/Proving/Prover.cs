using Economy.Actors;
using Economy.Cli.Running;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Cli.Proving;

/// <summary>
/// Makes proofs for a settled run: entries out of its journal on disk; allocations, of which only the roots are kept, by
/// simulating the run again up to their tick. A proof whose path does not end at the settled root is never given out.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="world">The run's world, for names and to simulate it again.</param>
internal sealed class Prover(RunReader run, WorldModel world)
{
    private string Contract(int tick) => run.Manifest.ChainDetails!.Generations.Last(g => g.FirstTick <= tick).Settlement;

    /// <exception cref="UnprovableException">There is no such trade.</exception>
    public IReadOnlyList<Proof> OfTrade(long number)
    {
        var (tick, inTick) = (-1, 0);
        foreach (var trade in run.Stream<TradeRow>())
        {
            inTick = trade.Tick == tick ? inTick + 1 : 1;
            tick = trade.Tick;
            if (trade.Trade == number) return OfPosting(tick, inTick);
        }

        throw new UnprovableException($"there is no trade {number} in trades.csv");
    }

    /// <exception cref="UnprovableException">There is no such entry.</exception>
    public IReadOnlyList<Proof> OfEntry(int tick, int index)
    {
        var journal = JournalOf(tick);
        if ((uint)index >= (uint)journal.Entries.Length)
            throw new UnprovableException($"the journal of tick {tick} has the entries 0 to {journal.Entries.Length - 1}");
        return [Of(journal, index, JournalTree.Of(tick, journal.Entries))];
    }

    /// <exception cref="UnprovableException">There is no such task, or it was not served.</exception>
    public IReadOnlyList<Proof> OfTask(int tick, int task)
    {
        var (again, kept) = (SimulateTo(tick), JournalOf(tick));
        if (again.Allocations is not { } allocations || kept.Allocations is not { } recorded)
            throw new UnprovableException($"nothing was allocated in tick {tick}");
        if (allocations.Root != recorded.Root || again.Root != kept.Root)
            throw new UnprovableException($"tick {tick} comes out differently now.\n  {Replay.WhyDifferent(run.Manifest)}");
        var tree = TickAllocations.Tree(tick, allocations.Entries);
        var proofs = Enumerable.Range(0, allocations.Entries.Count).Where(i => allocations.Entries[i].Task == task)
            .Select(i => Of(tick, i, allocations, tree)).ToList();
        return proofs.Count > 0 ? proofs : throw new UnprovableException($"task {task} of tick {tick} was not served, or there is none");
    }

    private List<Proof> OfPosting(int tick, int trade)
    {
        var journal = JournalOf(tick);
        var entries = journal.Entries;
        var at = -1;
        for (; trade > 0; trade--)
        {
            do at++;
            while (at < entries.Length && entries[at].Instrument != Instrument.Delivery);
        }

        var tree = JournalTree.Of(tick, entries);
        var proofs = new List<Proof>();
        for (var i = at; i < entries.Length && entries[i].Posting == entries[at].Posting; i++) proofs.Add(Of(journal, i, tree));
        return proofs;
    }

    private TickJournal JournalOf(int tick)
    {
        if (tick < 0 || tick > run.Manifest.Ticks) throw new UnprovableException($"the run has the ticks 0 to {run.Manifest.Ticks}");
        using var journals = JournalFile.Open(run.Folder, append: false);
        var journal = journals.Read(tick).First();
        var settled = run.Stream<SettlementRow>().First(r => r.Tick == tick).JournalRoot;
        return journal.Root.ToString() == settled ? journal
            : throw new UnprovableException($"the journal of tick {tick} does not have the root {settled} that was settled");
    }

    private Proof Of(TickJournal journal, int index, MerkleTree tree)
    {
        var entry = journal.Entries[index];
        var leaf = new byte[JournalTree.LeafBytes];
        JournalTree.WriteLeaf(journal.Tick, index, entry, leaf);
        return Checked(leaf, new Proof
        {
            Says = $"{world.Chart.NameOf(entry.From)} → {world.Chart.NameOf(entry.To)}: {entry.Amount} {world.TokenName(entry.Token)}, {Core.Words.Kebab(entry.Instrument.ToString())}",
            Tick = journal.Tick,
            Index = index,
            Entry = new EntryFields(index, entry.Posting, entry.From.Value, entry.To.Value, entry.Token.Value, (int)entry.Instrument, entry.Amount),
            Posted = entry,
            Path = tree.Prove(index),
            Root = $"0x{journal.Root}",
            Contract = Contract(journal.Tick),
            Leaf = "", Siblings = [], Lefts = 0,
        });
    }

    private Proof Of(int tick, int index, TickAllocations allocations, MerkleTree tree)
    {
        var entry = allocations.Entries[index];
        var leaf = new byte[TickAllocations.LeafBytes];
        TickAllocations.WriteLeaf(tick, index, entry, leaf);
        return Checked(leaf, new Proof
        {
            Says = $"task {entry.Task} of {world.Chart.NameOf(entry.Owner)}: {entry.SharePpm} ppm served by {world.Chart.NameOf(world.Chart.Provider(entry.Pool))} for {entry.Payment} minor units",
            Tick = tick,
            Index = index,
            Allocation = new AllocationFields(index, entry.Task, entry.Owner.Value, entry.Pool, entry.SharePpm, entry.Payment),
            Served = entry,
            Path = tree.Prove(index),
            Root = $"0x{allocations.Root}",
            Contract = Contract(tick),
            Leaf = "", Siblings = [], Lefts = 0,
        });
    }

    private static Proof Checked(byte[] leaf, Proof proof)
    {
        if ($"0x{proof.Path.RootOf(leaf)}" != proof.Root)
            throw new InvalidOperationException($"The path of entry {proof.Index} of tick {proof.Tick} does not end at the root.");
        return proof with { Leaf = $"0x{Convert.ToHexStringLower(leaf)}", Siblings = [.. proof.Path.Siblings.Select(s => $"0x{s}")],
            Lefts = proof.Path.Lefts };
    }

    private TickJournal SimulateTo(int tick)
    {
        using var reached = new CancellationTokenSource();
        using var stage = ActorRuns.Stage(world, Environment.ProcessorCount);
        var caught = new Catch(tick, reached);
        var simulator = new Simulator(world, stage, Policies.Of(world.Scenario.Allocation, Environment.ProcessorCount), new Nowhere(),
            caught, Environment.ProcessorCount);
        try
        {
            simulator.Run(cancellation: reached.Token);
        }
        catch (OperationCanceledException) when (caught.Journal is not null)
        {
        }

        return caught.Journal!;
    }

    private sealed class Catch(int tick, CancellationTokenSource reached) : IJournalSink
    {
        public TickJournal? Journal { get; private set; }

        public void Accept(TickJournal journal)
        {
            if (journal.Tick != tick) return;
            Journal = journal;
            reached.Cancel();
        }
    }

    private sealed class Nowhere : IRunSink
    {
        public void Write<TRow>(in TRow row)
            where TRow : struct
        {
        }
    }
}

/// <summary>What is asked for cannot be proved.</summary>
internal sealed class UnprovableException(string problem) : Exception(problem);
