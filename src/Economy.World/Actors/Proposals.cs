using Economy.World.Recommenders;
using Economy.World.Recommenders.Ads;

namespace Economy.World.Actors;

/// <summary>
/// Wish for something that is allocated: compute for a session in a subsystem or for a job, or a unit of an asset in limited issue.
/// </summary>
/// <param name="Owner">Participant.</param>
/// <param name="Source">What it is for.</param>
/// <param name="Bid">Effective bid for full service in this tick, minor units; covered by free money.</param>
/// <param name="Seconds">Length of a session in seconds; for a job, work that can be done in the tick.</param>
public readonly record struct TaskProposal(int Owner, TaskSource Source, long Bid, float Seconds)
{
    /// <summary>Compute that an assistant needs for a session beside the session's own, as a part of that.</summary>
    public float Assistance { get; init; }

    /// <summary>Whether it is a job.</summary>
    public bool IsJob => Source.What == TaskFor.Job;

    /// <summary>Whether it is a session.</summary>
    public bool IsSession => Source.What == TaskFor.Session;

    /// <summary>Whether it is a unit of an asset.</summary>
    public bool IsIssue => Source.What == TaskFor.Issue;

    /// <summary>Whether it is a demand of the treasury.</summary>
    public bool IsPublic => Source.What == TaskFor.Public;

    /// <summary>Row of the subsystem of a session.</summary>
    public int Subsystem => Source.Row;

    /// <summary>Row of the issue.</summary>
    public int Issue => Source.Row;

    /// <summary>Row of the job in <see cref="Snapshot.OpenJobs"/>.</summary>
    public int Job => Source.Row;
}

/// <summary>Order for an asset: a new one, or one at rest that can still be covered.</summary>
/// <param name="Owner">Participant.</param>
/// <param name="Market">Row of the market.</param>
/// <param name="IsBuy">Whether it buys.</param>
/// <param name="Limit">Highest price paid, or lowest price taken, minor units per unit; ≥ 1.</param>
/// <param name="Quantity">Units; ≥ 1. What a sale offers is held.</param>
/// <param name="Resting">Number of the order that rests in the market's book and is kept there; 0 of a new one.</param>
public readonly record struct OrderProposal(int Owner, int Market, bool IsBuy, long Limit, long Quantity, long Resting = 0);

/// <summary>Assets made or used up by a participant.</summary>
/// <param name="Owner">Participant.</param>
/// <param name="Asset">Row of the asset.</param>
/// <param name="Units">Units made; negative where used up.</param>
public readonly record struct AssetChange(int Owner, int Asset, long Units);

/// <summary>Assets that a participant has begun to make.</summary>
/// <param name="Owner">Participant.</param>
/// <param name="Asset">Row of the asset.</param>
/// <param name="Units">Units, 1 at least.</param>
/// <param name="Lead">Ticks until they are delivered, 1 at least.</param>
public readonly record struct WorkBegun(int Owner, int Asset, long Units, int Lead);

/// <summary>Everything one cell proposes in one tick, in order of (participant, sequence).</summary>
/// <param name="tasks">Tasks to set memory aside for.</param>
public sealed class Proposals(int tasks)
{
    /// <summary>Wishes for compute.</summary>
    public Column<TaskProposal> Tasks { get; } = new(tasks);

    /// <summary>Orders.</summary>
    public Column<OrderProposal> Orders { get; } = new();

    /// <summary>Participants who leave for good.</summary>
    public Column<Leaver> Leavers { get; } = new();

    /// <summary>Sum of the utility per tick that participants expect, by type, in millionths; empty where nobody has expectations.</summary>
    public long[] ExpectedMicro { get; internal set; } = [];

    /// <summary>Participants who have an expectation, by type.</summary>
    public int[] Expecting { get; internal set; } = [];

    /// <summary>Items that participants were shown and looked at.</summary>
    public Column<Look> Looks { get; } = new();

    /// <summary>Clicks on what is advertised, by participant.</summary>
    public Column<Click> Clicks { get; } = new();

    /// <summary>Times that each campaign was shown; empty where nobody advertises.</summary>
    public long[] Impressions { get; internal set; } = [];

    /// <summary>
    /// Participants, and sums of the values of an hour in millionths of a util: with what is in view, with as many places chosen by their own
    /// taste, and with all places in view; empty where nobody asks.
    /// </summary>
    public long[] Values { get; internal set; } = [];

    /// <summary>[types × <see cref="Focused.Measures"/>] Sums over participants, by type; empty where nobody asks.</summary>
    public long[] Focus { get; internal set; } = [];

    /// <summary>Attention that went to no session, in milliseconds.</summary>
    public long RestMilliseconds { get; internal set; }

    /// <summary>Attention there was, in milliseconds.</summary>
    public long AttentionMilliseconds { get; internal set; }

    /// <summary>Participants who are active.</summary>
    public int Active { get; set; }

    /// <summary>Adds up the attention of one participant; sums of milliseconds are exact, whatever their order.</summary>
    internal void Attend(double budget, ReadOnlySpan<double> seconds)
    {
        var rest = budget;
        foreach (var spent in seconds) rest -= spent;
        unchecked // a tick's seconds, and no more of them than that
        {
            AttentionMilliseconds += (long)(budget * 1000);
            RestMilliseconds += (long)(rest * 1000);
        }
    }

    /// <summary>Counts in how one participant of a type spread its attention.</summary>
    internal void Measure(int type, in Focused focused) => focused.AddTo(Focus.AsSpan(type * Focused.Measures, Focused.Measures));

    internal void Clear()
    {
        Tasks.Clear();
        Orders.Clear();
        Leavers.Clear();
        ExpectedMicro.AsSpan().Clear();
        Expecting.AsSpan().Clear();
        Focus.AsSpan().Clear();
        Looks.Clear();
        Clicks.Clear();
        Impressions.AsSpan().Clear();
        Values.AsSpan().Clear();
        (RestMilliseconds, AttentionMilliseconds, Active) = (0, 0, 0);
    }
}

/// <summary>What performing brought the participants of one cell.</summary>
public sealed class Results
{
    /// <summary>Assets made and used up.</summary>
    public Column<AssetChange> Assets { get; } = new();

    /// <summary>Assets that were begun, to be delivered in a later tick.</summary>
    public Column<WorkBegun> Begun { get; } = new();

    /// <summary>Utility of sessions by subsystem, in millionths of a util.</summary>
    public long[] SubsystemUtilityMicro { get; set; } = [];

    /// <summary>Utility from jobs and assets used, in millionths of a util.</summary>
    public long OtherUtilityMicro { get; set; }

    /// <summary>Units that wore out, by row of the asset; empty where nothing does.</summary>
    public long[] Worn { get; internal set; } = [];

    internal void Clear(int subsystems)
    {
        Worn = [];
        Assets.Clear();
        Begun.Clear();
        SubsystemUtilityMicro = new long[subsystems];
        OtherUtilityMicro = 0;
    }
}
