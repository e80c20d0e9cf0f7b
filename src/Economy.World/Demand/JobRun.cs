using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Demand;

/// <summary>A compute job on its way: it waits, runs whole at one pool, and is done when its work is.</summary>
public sealed class JobRun
{
    /// <summary>Number of the job in the run.</summary>
    public required long Id { get; init; }

    /// <summary>Participant who wants it done.</summary>
    public required int Owner { get; init; }

    /// <summary>What it holds while it runs, by resource, thousandths of the unit.</summary>
    public required int[] DemandMilli { get; init; }

    /// <summary>Its kind of task, see <c>TaskKinds</c>.</summary>
    public required int Kind { get; init; }

    /// <summary>See <see cref="Pool.MemoryPerCore"/>.</summary>
    public double MemoryPerCore => World.Pool.MemoryPerCore(DemandMilli[(int)Resource.Memory], DemandMilli[(int)Resource.Cpu]);

    /// <summary>Value of a second of its work, minor units.</summary>
    public required double ValuePerSecond { get; init; }

    /// <summary>Bit j: pool j may serve it.</summary>
    public required ulong Eligible { get; init; }

    /// <summary>Work left, seconds at the pool.</summary>
    public double RemainingSeconds { get; set; }

    /// <summary>Work to be repeated because it was preempted, seconds.</summary>
    public double RestartSeconds { get; set; }

    /// <summary>Ticks it has waited since it arrived or was preempted.</summary>
    public int WaitTicks { get; set; }

    /// <summary>Pool it runs at; −1 while it waits.</summary>
    public int Pool { get; set; } = -1;

    /// <summary>Pool it ran at in the tick before, where jobs are preemptive; −1 otherwise.</summary>
    public int LastPool { get; set; } = -1;

    /// <summary>What it paid in the tick in which it entered, minor units.</summary>
    public long EntryPayment { get; set; }

    /// <summary>What it pays per second of work: the price at which it entered.</summary>
    public double PaymentPerSecond { get; set; }

    /// <summary>Work that can be done in a tick of the given length, seconds.</summary>
    public double SecondsIn(int tickSeconds) => Math.Min(RemainingSeconds + RestartSeconds, tickSeconds);

    /// <summary>Ticks that it takes from now, ≥ 1.</summary>
    public int TicksOf(int tickSeconds) => (int)Math.Max(1, Math.Ceiling((RemainingSeconds + RestartSeconds) / tickSeconds));

    /// <summary>Value of the work that can be done in a tick, minor units, rounded up so that the smallest job can bid.</summary>
    public long Bid(int tickSeconds) => (long)Math.Ceiling(ValuePerSecond * SecondsIn(tickSeconds));

    /// <summary>Does a tick's work: first what a restart repeats, then what is left.</summary>
    /// <returns>Value of the progress made, minor units.</returns>
    public long Work(int tickSeconds)
    {
        var worked = SecondsIn(tickSeconds);
        var repeated = Math.Min(worked, RestartSeconds);
        RestartSeconds -= repeated;
        RemainingSeconds -= worked - repeated;
        return (long)Math.Floor(ValuePerSecond * (worked - repeated));
    }

    /// <summary>What running it through a tick costs at its entry price, minor units.</summary>
    public long Due(int tickSeconds) => (long)Math.Floor(PaymentPerSecond * SecondsIn(tickSeconds));

    /// <summary>Average use of a resource over a tick, rounded up, thousandths of the unit.</summary>
    public int AverageMilli(int resource, int tickSeconds) =>
        (int)Math.Ceiling(DemandMilli[resource] * (SecondsIn(tickSeconds) / tickSeconds));

    internal void Save(BinaryWriter state)
    {
        state.Write(Id);
        state.Write(Owner);
        state.Write(Kind);
        state.WriteColumn<int>(DemandMilli);
        state.Write(ValuePerSecond);
        state.Write(Eligible);
        state.Write(RemainingSeconds);
        state.Write(RestartSeconds);
        state.Write(WaitTicks);
        state.Write(Pool);
        state.Write(LastPool);
        state.Write(EntryPayment);
        state.Write(PaymentPerSecond);
    }

    /// <summary>A job as <see cref="Save"/> wrote it; initialisers run in the order in which they are written.</summary>
    internal static JobRun Read(BinaryReader state) => new()
    {
        Id = state.ReadInt64(),
        Owner = state.ReadInt32(),
        Kind = state.ReadInt32(),
        DemandMilli = state.ReadColumn<int>(),
        ValuePerSecond = state.ReadDouble(),
        Eligible = state.ReadUInt64(),
        RemainingSeconds = state.ReadDouble(),
        RestartSeconds = state.ReadDouble(),
        WaitTicks = state.ReadInt32(),
        Pool = state.ReadInt32(),
        LastPool = state.ReadInt32(),
        EntryPayment = state.ReadInt64(),
        PaymentPerSecond = state.ReadDouble(),
    };
}

/// <summary>What a job owes its pool for a tick.</summary>
/// <param name="Owner">Participant who pays.</param>
/// <param name="Pool">Pool that is paid.</param>
/// <param name="Amount">Minor units.</param>
public readonly record struct JobPayment(int Owner, int Pool, long Amount);
