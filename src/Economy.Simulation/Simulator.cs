using Economy.Attention;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Simulation.Actors;
using Economy.Simulation.Allocate;
using Economy.Simulation.Observe;
using Economy.Simulation.Perform;
using Economy.Simulation.Post;
using Economy.Simulation.Trade;

namespace Economy.Simulation;

/// <summary>Runs a world, tick by tick. The order of a tick is the order of the lines in <see cref="Tick"/>.</summary>
public sealed class Simulator
{
    private readonly World world;
    private readonly IActorHost host;
    private readonly IJournalSink? settlement;
    private readonly Journal journal;
    private readonly Snapshot snapshot;
    private readonly Population population;
    private readonly JobTable jobs;
    private readonly Allocation allocation;
    private readonly Outcomes outcomes;
    private readonly Attendance attendance;
    private readonly Markets markets;
    private readonly Posting posting;
    private readonly Observation observation;

    /// <param name="world">The world to run.</param>
    /// <param name="host">Who steps its participants.</param>
    /// <param name="allocator">How compute is shared out.</param>
    /// <param name="rows">Where results go.</param>
    /// <param name="settlement">Where journals go; null where nobody asks for them.</param>
    /// <param name="threads">Threads it may use itself; results do not depend on it.</param>
    public Simulator(World world, IActorHost host, IAllocator allocator, IRunSink rows, IJournalSink? settlement, int threads = 1)
    {
        this.world = world;
        this.host = host;
        this.settlement = settlement;
        Ledger = new Ledger(world.Chart.Count, world.Assets.Length + 1);
        journal = new Journal(Ledger, world.Chart, keepEntries: settlement is not null);
        snapshot = new Snapshot(world, Ledger);
        jobs = new JobTable(world);
        allocation = new Allocation(world, allocator, threads);
        outcomes = new Outcomes(world);
        attendance = new Attendance(world);
        markets = new Markets(world);
        posting = new Posting(world, Ledger, journal);
        population = new Population(world, posting);
        observation = new Observation(world, Ledger, journal, rows, threads);
    }

    /// <summary>The books.</summary>
    public Ledger Ledger { get; }

    /// <summary>Runs every tick of the scenario.</summary>
    /// <param name="afterTick">Told of every tick as it ends, the endowment (tick 0) first.</param>
    /// <param name="cancellation">Ends the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="AmountOverflowException">The scenario's amounts are too large.</exception>
    public void Run(Action<TickRow>? afterTick = null, CancellationToken cancellation = default)
    {
        try
        {
            population.Endow();
            Close(tick: 0, afterTick);
            for (var tick = 1; tick <= world.Scenario.Ticks; tick++)
            {
                cancellation.ThrowIfCancellationRequested();
                Tick(tick, afterTick);
            }

            observation.Participants(host, population, snapshot);
        }
        catch (Exception failure) when (failure is OverflowException || failure.InnerException is OverflowException)
        {
            throw new AmountOverflowException(snapshot.Tick, failure);
        }
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
        settlement?.Accept(journal.Close(tick));
        if (settlement is null) journal.Close(tick);
        afterTick?.Invoke(row);
    }
}
