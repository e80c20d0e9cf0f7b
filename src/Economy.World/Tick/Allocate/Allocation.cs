using Economy.Attention;
using Economy.Attention.Model;
using Economy.World.Actors;
using Economy.World.Learn;

namespace Economy.World.Tick.Allocate;

/// <summary>What was allocated in a tick. No step changes it; its columns are filled anew for the next tick.</summary>
internal sealed record Allocation
{
    /// <summary>What the allocator was given.</summary>
    public required TickProblem Posed { get; init; }

    /// <summary>The tick's tasks.</summary>
    public required TaskList Tasks { get; init; }

    /// <summary>Whose sessions were refused, where subsystems have a limit on their visitors.</summary>
    public required Admission Admission { get; init; }

    /// <summary>What the allocator reports of the tick; null where there is nothing to allocate.</summary>
    public required AllocationReport? Report { get; init; }

    /// <summary>What it awarded.</summary>
    public required Awards Awards { private get; init; }

    /// <summary>What quality it turned out to have, and what was learnt from that.</summary>
    public required TickFeedback Feedback { get; init; }

    /// <summary>The scores by which it was allocated; null where no model made them, or one that saw part of the world only.</summary>
    public AttentionScores? Scores { get; init; }

    /// <summary>Payment of each task, minor units.</summary>
    public ReadOnlySpan<long> Payment => Awards.Payment.Span;

    /// <summary>[S × m] Payments for sessions, by subsystem and pool, minor units.</summary>
    public ReadOnlySpan<long> SessionPayments => Awards.SessionPayments;

    /// <summary>[m] Payments of the treasury for compute, by pool, minor units.</summary>
    public ReadOnlySpan<long> PublicPayments => Awards.PublicPayments;

    /// <summary>Units of assets that found a buyer, in order of the tasks.</summary>
    public IReadOnlyList<IssueSale> Sales => Awards.Sales;

    /// <summary>Which tasks were served where.</summary>
    public ServiceTable Service => Awards.Service;
}

/// <summary>The allocation of one tick, kept for questions.</summary>
/// <param name="Problem">The problem as it was posed.</param>
/// <param name="Report">What the allocator reported.</param>
/// <param name="Shares">What it shared out.</param>
/// <param name="Tasks">The tasks, by row of the problem.</param>
/// <param name="Kinds">The resources that the first columns of the problem stand for.</param>
/// <param name="Assets">The assets that its other columns stand for, by row.</param>
public sealed record KeptAllocation(
    AllocationProblem Problem, AllocationReport Report, ShareTable Shares, IReadOnlyList<AllocatedTask> Tasks, IReadOnlyList<int> Kinds,
    IReadOnlyList<int> Assets);
