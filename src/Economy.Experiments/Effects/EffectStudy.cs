using System.Collections.Concurrent;
using Economy.Core.Scenarios;
using Economy.Experiments.Series;
using Economy.World;
using Economy.World.Observers;

namespace Economy.Experiments.Effects;

/// <summary>
/// What a calendar does: the scenario with it and without it, seed by seed on common random numbers. Up to its first tick the two runs of a
/// seed are one, so every difference there is exactly 0.
/// </summary>
public sealed record EffectStudy
{
    /// <summary>Seeds, the same for both.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>Makes the world of a scenario.</summary>
    public Func<Scenario, WorldModel> Build { get; init; } = ScenarioWorlds.Build;

    /// <summary>Runs at a time; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Tables whose numbers are compared, beside the cohorts.</summary>
    public IReadOnlyList<Type> Tables { get; init; } = RunSeries.Usual;

    /// <summary>Told, from any thread, of every run that is over: done, of how many.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Runs the scenario with and without its calendar.</summary>
    /// <exception cref="ArgumentException">It has no calendar.</exception>
    public EffectResults Run(Scenario scenario, CancellationToken cancellation = default)
    {
        if (scenario.Calendar is not { Count: > 0 } calendar)
            throw new ArgumentException("The scenario has no calendar, so there is no effect to measure.", nameof(scenario));
        var with = Watched(scenario, calendar.Min(entry => entry.At) - 1);
        var without = with with { Calendar = null };
        var pairs = new ConcurrentBag<EffectPair>();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation };
        Parallel.ForEach(Partitioner.Create([.. Seeds], loadBalance: true), options, seed => pairs.Add(new EffectPair(seed, One(with, seed),
            One(without, seed))));
        return new EffectResults(scenario, [.. pairs.OrderBy(pair => pair.Seed)]);

        ObservedRun One(Scenario arm, ulong seed)
        {
            var run = ObservedRun.Of(Build(arm with { Seed = seed }), seed, [.. Tables, typeof(Cohorts.Row)], null, cancellation);
            Progress?.Invoke(Interlocked.Increment(ref done), 2 * Seeds.Count);
            return run;
        }
    }

    /// <summary>The scenario in the books alone, with its participants in tenths by their wealth before anything changes.</summary>
    private static Scenario Watched(Scenario scenario, int before) => scenario with
    {
        Chain = "none",
        Output = scenario.Output with
        {
            Participants = false, Trades = false, Every = 1,
            Observers = [.. (scenario.Output.Observers ?? []).Where(o => o is not Cohorts), new Cohorts { At = before }],
        },
    };
}

/// <summary>The two runs of a seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="With">The run with the calendar.</param>
/// <param name="Without">The run without it.</param>
public sealed record EffectPair(ulong Seed, ObservedRun With, ObservedRun Without)
{
    /// <summary>Whether both came to the same economy.</summary>
    public bool IsSame => With.Digest == Without.Digest;
}
