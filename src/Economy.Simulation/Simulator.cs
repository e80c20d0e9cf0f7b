using System.Runtime.ExceptionServices;
using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.Simulation.Actors;
using Economy.Simulation.Explain;
using Economy.Simulation.Allocate;
using Economy.Simulation.Observe;
using Economy.Simulation.Perform;
using Economy.Simulation.Post;
using Economy.Simulation.Trade;

namespace Economy.Simulation;

/// <summary>Runs a world, tick by tick. The order of a tick is the order of the lines in <see cref="Tick"/>.</summary>
public sealed class Simulator : IResumable
{
    private readonly World world;
    private readonly IActorHost host;
    private readonly IJournalSink? settlement;
    private readonly Journal journal;
    private readonly Snapshot snapshot;
    private readonly Population population;
    private readonly JobTable jobs;
    private readonly AllocationLog? allocationLog;
    private readonly Allocation allocation;
    private readonly Outcomes outcomes;
    private readonly Attendance attendance;
    private readonly Markets markets;
    private readonly Posting posting;
    private readonly Observation observation;
    private readonly IResumable[] parts;
    private ExceptionDispatchInfo? refusal;

    /// <param name="world">The world to run.</param>
    /// <param name="host">Who steps its participants.</param>
    /// <param name="allocator">How compute is shared out.</param>
    /// <param name="rows">Where results go.</param>
    /// <param name="settlement">Where journals go; null where nobody asks for them.</param>
    /// <param name="threads">Threads it may use itself; results do not depend on it.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Simulator(World world, IActorHost host, IAllocator allocator, IRunSink rows, IJournalSink? settlement, int threads = 1, ILearningBackend? learning = null)
    {
        this.world = world;
        this.host = host;
        this.settlement = settlement;
        Ledger = new Ledger(world.Chart.Count, world.Assets.Length + 1);
        journal = new Journal(Ledger, world.Chart, keepEntries: settlement is not null);
        snapshot = new Snapshot(world, Ledger);
        jobs = new JobTable(world);
        allocationLog = settlement is null ? null : new AllocationLog();
        allocation = new Allocation(world, allocator, threads, allocationLog, learning);
        outcomes = new Outcomes(world);
        attendance = new Attendance(world);
        markets = new Markets(world);
        posting = new Posting(world, Ledger, journal);
        population = new Population(world, posting);
        observation = new Observation(world, Ledger, journal, rows, threads);
        parts = [Ledger, snapshot, population, jobs, allocation, observation, host];
    }

    /// <summary>The books.</summary>
    public Ledger Ledger { get; }

    /// <summary>What the allocator has learnt of the quality of service; null where it has no model.</summary>
    public AttentionModel? Model => allocation.Feedback.Learner?.Model;

    /// <summary>The scores by which the last tick was allocated; null where no model made them, or one that saw part of the world only.</summary>
    public AttentionScores? Scores => allocation.Feedback.Sharing is null ? allocation.Feedback.Learner?.Scores : null;

    /// <summary>The tasks that are before the allocator: to be asked for by the allocator itself.</summary>
    internal IReadOnlyList<AllocatedTask> Tasks => allocation.Describe();

    internal int[] Kinds => allocation.Posed.Kinds;

    internal int[] Assets => allocation.Posed.Assets;

    /// <summary>The outcomes it remembers.</summary>
    public OutcomeSamples? Outcomes => allocation.Feedback.Learner?.Memory;

    /// <summary>Told what the allocator's model sees of each tick, and the tick's demand in units of the first resource on offer.</summary>
    public Action<Features, double>? Seen
    {
        get => allocation.Feedback.Seen;
        set => allocation.Feedback.Seen = value;
    }

    /// <summary>The last tick that is over; −1 before the endowment, which is tick 0.</summary>
    public int Done { get; private set; } = -1;

    /// <summary>Whether the state is one between two ticks. It is, unless a tick has failed half-way.</summary>
    public bool CanBeSaved { get; private set; } = true;

    /// <summary>Runs every tick of the scenario that is not done yet.</summary>
    /// <param name="afterTick">Told of every tick as its journal is closed, the endowment (tick 0) first.</param>
    /// <param name="betweenTicks">Called after every tick, and after the endowment, when the state can be saved.</param>
    /// <param name="cancellation">Ends the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="AmountOverflowException">The scenario's amounts are too large.</exception>
    public void Run(Action<TickRow>? afterTick = null, Action<int>? betweenTicks = null, CancellationToken cancellation = default)
    {
        try
        {
            while (Done < world.Scenario.Ticks)
            {
                cancellation.ThrowIfCancellationRequested();
                CanBeSaved = false;
                if (Done < 0) Endow(afterTick);
                else Tick(Done + 1, afterTick);
                (Done, CanBeSaved) = (Done + 1, true);
                refusal?.Throw();
                betweenTicks?.Invoke(Done);
            }

            Cut();
        }
        catch (Exception failure) when (failure is OverflowException || failure.InnerException is OverflowException)
        {
            throw new AmountOverflowException(snapshot.Tick, failure);
        }
    }

    /// <summary>Ends the run with the tick that is over, whatever the scenario says: writes the rows of the participants.</summary>
    public void Cut() => observation.Participants(host, population, snapshot);

    /// <summary>Writes everything that the ticks to come depend on.</summary>
    /// <exception cref="InvalidOperationException">A tick has failed half-way; see <see cref="CanBeSaved"/>.</exception>
    public void Save(BinaryWriter state)
    {
        if (!CanBeSaved) throw new InvalidOperationException($"The state in the middle of tick {Done + 1} cannot be saved.");
        state.Write(Done);
        foreach (var part in parts) state.WritePart(part);
    }

    /// <summary>Takes over a saved state of the same scenario; <see cref="Run"/> then goes on with the tick after it.</summary>
    public void Restore(BinaryReader state)
    {
        Done = state.ReadInt32();
        foreach (var part in parts) state.ReadPart(part);
    }

    private void Endow(Action<TickRow>? afterTick)
    {
        population.Endow();
        Close(tick: 0, afterTick);
    }

    private void Tick(int tick, Action<TickRow>? afterTick)
    {
        population.Begin(tick, snapshot);
        jobs.Begin(snapshot, population);
        var proposals = host.Decide(snapshot);                                      // 1 Focus, 2 Decide
        population.Leave(proposals);
        allocation.Run(tick, proposals, jobs, outcomes);                            // 3 Allocate
        jobs.End(tick, outcomes);
        attendance.Take(snapshot, allocation, outcomes);
        var results = host.Perform(snapshot, outcomes);                             // 4 Perform
        markets.Clear(snapshot, proposals);                                         // 5 Trade
        posting.Post(snapshot, results, allocation, outcomes, jobs, markets, population); // 6 Post
        observation.Observe(snapshot, proposals, results, allocation, outcomes, attendance, jobs, markets, posting);
        Close(tick, afterTick);                                                     // 7 Settle
        observation.Feedback(snapshot, outcomes);                                   // 8 Observe
    }

    private void Close(int tick, Action<TickRow>? afterTick)
    {
        var row = observation.Tick(tick, snapshot, jobs, population.Active);
        var closed = journal.Close(tick, allocationLog?.Close(tick, allocation, posting.PoolRevenue));
        try
        {
            settlement?.Accept(closed);
        }
        catch (Exception refused)
        {
            // The tick is finished first, so that what is left is a state between two ticks.
            refusal = ExceptionDispatchInfo.Capture(refused);
        }

        afterTick?.Invoke(row);
    }
}
