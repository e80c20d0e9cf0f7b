using Economy.Core.Scenarios;
using Economy.Experiments.Measures;

namespace Economy.Experiments.Sweeps;

/// <summary>A run that is to be made.</summary>
/// <param name="Setting">Number of its setting.</param>
/// <param name="Seed">Its seed.</param>
public readonly record struct RunOrder(int Setting, ulong Seed);

/// <summary>A run that is over.</summary>
/// <param name="Order">Which.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Findings">What it left; null where it failed.</param>
/// <param name="Error">How it failed; null where it did not.</param>
public sealed record RunOutcome(RunOrder Order, double Seconds, RunFindings? Findings, string? Error);

/// <summary>How far a study is.</summary>
/// <param name="Done">Runs that are over, those found finished included.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Left">Time that the others will take, by those made since the start; null before the first.</param>
public readonly record struct SweepProgress(int Done, int Total, int Failed, TimeSpan? Left)
{
    /// <summary>The same in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Done} of {Total} runs, {Failed} failed")
            + (Left is { } left ? FormattableString.Invariant($", about {left:h\\:mm\\:ss} to go") : "");
}

/// <summary>Who makes the runs of a study.</summary>
public interface IWorkers
{
    /// <summary>Makes runs, in any order, each once.</summary>
    /// <param name="orders">The runs; taken one by one as somebody is free.</param>
    /// <param name="job">What a run is: the same for all.</param>
    /// <param name="done">Told of each as it ends, by one thread at a time.</param>
    /// <param name="cancellation">Ends those under way between two ticks.</param>
    void Run(IEnumerable<RunOrder> orders, SweepJob job, Action<RunOutcome> done, CancellationToken cancellation);
}

/// <summary>What the runs of a study have in common.</summary>
/// <param name="Scenario">The scenario of a run.</param>
/// <param name="Measures">What is read off it.</param>
/// <param name="Stop">A condition at which it ends before its time; null for none.</param>
/// <param name="Run">Makes a run.</param>
public sealed record SweepJob(Func<RunOrder, Scenario> Scenario, MeasureSet Measures, Condition? Stop,
    Func<RunOrder, CancellationToken, RunFindings> Run);
