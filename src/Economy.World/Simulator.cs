using System.Diagnostics;
using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Boards;
using Economy.World.Stage;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick;
using Economy.World.Tick.Allocate;
using Economy.World.Tick.Decide;
using Economy.World.Tick.Observe;
using Economy.World.Tick.Open;
using Economy.World.Tick.Perform;
using Economy.World.Tick.Post;
using Economy.World.Tick.Settle;
using Economy.World.Tick.Trade;

namespace Economy.World;

/// <summary>Runs a world, tick by tick. A tick is its eight steps, in order.</summary>
public sealed class Simulator : IResumable
{
    private readonly WorldModel world;
    private readonly int ticks;
    private readonly IStage stage;
    private readonly TickState tick;
    private readonly AllocateStep allocate;
    private readonly PerformStep perform;
    private readonly SettleStep settle;
    private readonly ObserveStep observe;
    private readonly StopConditions stops;
    private readonly IStep[] steps;

    /// <param name="world">The world to run.</param>
    /// <param name="stage">Who hosts its actors.</param>
    /// <param name="allocator">How compute is shared out.</param>
    /// <param name="rows">Where results go.</param>
    /// <param name="settlement">Where journals go; null where nobody asks for them.</param>
    /// <param name="threads">Threads it may use itself; results do not depend on it.</param>
    /// <param name="learning">The engine of learning; null is the default one.</param>
    public Simulator(WorldModel world, IStage stage, IAllocator allocator, IRunSink rows, IJournalSink? settlement, int threads = 1,
        ILearningBackend? learning = null)
    {
        (this.world, this.stage, ticks) = (world, stage, world.Scenario.Ticks);
        var log = settlement is null ? null : new AllocationLog();
        tick = new TickState(world, stage, keepEntries: settlement is not null, threads);
        allocate = new AllocateStep(world, allocator, threads, log, learning);
        perform = new PerformStep(world, allocate.Beliefs.Own);
        settle = new SettleStep(settlement, log);
        observe = new ObserveStep(tick, rows, threads);
        stops = new StopConditions(world.Scenario.Stop);
        steps = [new OpenStep(), new DecideStep(), allocate, perform, new TradeStep(world), new Posting(world, tick), settle,
            observe];
    }

    /// <summary>The books.</summary>
    public Ledger Ledger => tick.Ledger;

    /// <summary>What the allocator has learnt of the quality of service; null where it has no model.</summary>
    public AttentionModel? Model => allocate.Beliefs.Learner?.Model;

    /// <summary>
    /// The scores by which the last tick was allocated; null where no model made them, or one that saw part of the world only.
    /// </summary>
    public AttentionScores? Scores => allocate.Beliefs.Scores;

    /// <summary>Told of each tick's allocation, before jobs move on; its columns are filled anew in the next tick.</summary>
    public Action<KeptAllocation>? Kept
    {
        get => allocate.Kept;
        set => allocate.Kept = value;
    }

    /// <summary>Whether places with a line are kept until the next tick, for <see cref="Inquiry"/>.</summary>
    public bool KeepsVisits
    {
        get => perform.Attendance.IsKept;
        set => perform.Attendance.IsKept = value;
    }

    /// <summary>A place with a line as it was asked in the last tick; null of others, and where nobody keeps them.</summary>
    /// <param name="subsystem">Its row.</param>
    public VisitInquiry? Inquiry(int subsystem) => perform.Attendance.Kept[subsystem];

    /// <summary>The outcomes it remembers.</summary>
    public OutcomeSamples? Outcomes => allocate.Beliefs.Learner?.Memory;

    /// <summary>What the allocator has learnt of a subsystem by a model of its own; null where it has none.</summary>
    /// <param name="subsystem">Its row.</param>
    public AttentionModel? ModelOf(int subsystem) => allocate.Beliefs.Own?.Of(subsystem)?.Model;

    /// <summary>The outcomes that this model remembers.</summary>
    /// <param name="subsystem">Row of the subsystem.</param>
    public OutcomeSamples? OutcomesOf(int subsystem) => allocate.Beliefs.Own?.Of(subsystem)?.Memory;

    /// <summary>Told what the allocator's model sees of each tick, and the tick's demand in units of the first resource on offer.</summary>
    public Action<Features, double>? Seen
    {
        get => allocate.Beliefs.Seen;
        set => allocate.Beliefs.Seen = value;
    }

    /// <summary>Told of every step of every tick when it is over: its name, and how long it took. Null: nobody looks at a clock.</summary>
    public Action<string, TimeSpan>? Timed { get; set; }

    /// <summary>The last tick that is over; −1 before the endowment, which is tick 0.</summary>
    public int Done { get; private set; } = -1;

    /// <summary>Whether the state is one between two ticks. It is, unless a tick has failed half-way.</summary>
    public bool CanBeSaved { get; private set; } = true;

    /// <summary>The stop condition that has ended the run; null where none has.</summary>
    public StoppedBy? Stopped => stops.Stopped;

    /// <summary>Whether no tick is left to run.</summary>
    public bool IsOver => Done >= ticks || Stopped is not null;

    /// <summary>Runs every tick of the scenario that is not done yet, or until a stop condition holds.</summary>
    /// <param name="afterTick">Told of every tick when it is over, the endowment (tick 0) first.</param>
    /// <param name="betweenTicks">Called after every tick, and after the endowment, when the state can be saved.</param>
    /// <param name="cancellation">Ends the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="AmountOverflowException">The scenario's amounts are too large.</exception>
    public void Run(Action<TickRow>? afterTick = null, Action<int>? betweenTicks = null, CancellationToken cancellation = default)
    {
        try
        {
            while (!IsOver)
            {
                cancellation.ThrowIfCancellationRequested();
                CanBeSaved = false;
                Tick(Done + 1);
                stops.Look(tick.Row);
                afterTick?.Invoke(tick.Row);
                (Done, CanBeSaved) = (Done + 1, true);
                settle.ThrowIfRefused();
                betweenTicks?.Invoke(Done);
            }

            Cut();
        }
        catch (Exception failure) when (failure is OverflowException || failure.InnerException is OverflowException)
        {
            throw new AmountOverflowException(tick.Tick, failure);
        }
    }

    /// <summary>The rules in force: of the next tick, between two.</summary>
    public Rules Rules => tick.Rules;

    /// <summary>
    /// Between two ticks: adds entries to the calendar, in force from the next tick on. The run is then that of a scenario with these entries
    /// at the end of its calendar.
    /// </summary>
    /// <param name="made">The entries; each begins in the next tick, without a condition.</param>
    /// <exception cref="ArgumentException">A key cannot be set so.</exception>
    public void Intervene(IReadOnlyList<InterventionSpec> made) => observe.Intervene(tick, made);

    /// <summary>Ends the run with the tick that is over, whatever the scenario says: writes the rows that only the end can tell.</summary>
    public void Cut() => observe.Close();

    private void Tick(int number)
    {
        tick.Tick = number;
        if (number == 0) OpenStep.Endow(tick);
        foreach (var step in number == 0 ? [settle, observe] : steps)
        {
            var since = Timed is null ? 0 : Stopwatch.GetTimestamp();
            step.Run(tick);
            Timed?.Invoke(step.GetType().Name, Stopwatch.GetElapsedTime(since));
        }
    }

    /// <summary>Writes everything that the ticks to come depend on.</summary>
    /// <exception cref="InvalidOperationException">A tick has failed half-way; see <see cref="CanBeSaved"/>.</exception>
    public void Save(BinaryWriter state)
    {
        if (!CanBeSaved) throw new InvalidOperationException($"The state in the middle of tick {Done + 1} cannot be saved.");
        state.Write(Done);
        tick.Board.Save(state);
        foreach (var part in Parts()) state.WritePart(part);
    }

    /// <summary>
    /// Takes over a saved state of the same scenario, or of one with fewer entries at the end of its calendar; <see cref="Run"/> then goes on
    /// with the tick after it.
    /// </summary>
    public void Restore(BinaryReader state)
    {
        tick.Tick = Done = state.ReadInt32();
        tick.Board = Board.Read(world, state, tick.Board);
        foreach (var part in Parts()) state.ReadPart(part);
        if (Done >= 0) tick.Board = tick.Board with { Rules = observe.RulesAfterRestoring(tick) };
    }

    private IEnumerable<IResumable> Parts() =>
        [tick.Ledger, tick.Population, tick.Jobs, .. tick.Needs.Any ? [tick.Needs] : Array.Empty<IResumable>(),
            .. tick.Subsystems, .. tick.PoolPrices.Providers,
            .. tick.Showing is { } showing ? [showing] : Array.Empty<IResumable>(),
            .. tick.Campaigns is { } campaigns ? [campaigns] : Array.Empty<IResumable>(), .. steps.OfType<IResumable>(), stops, stage];
}
