using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments;

/// <summary>
/// Settings × seeds, in parallel, on common random numbers: the same seeds for every setting. A run is a row on disk as soon as it
/// ends, so an interrupted experiment goes on where it stopped, and a run that fails never costs the others.
/// </summary>
public sealed record Experiment
{
    private static readonly string ThisBuild = Identify(typeof(Experiment), typeof(ActorRuns), typeof(WorldModel), typeof(Allocators),
        typeof(Scenario));

    /// <summary>CSV file of the results; continued if it is there. Failed runs are listed beside it in <c>NAME.failed.csv</c>.</summary>
    public required string File { get; init; }

    /// <summary>Row types that the measures read.</summary>
    public required IReadOnlyList<Type> Tables { get; init; }

    /// <summary>What is read off every run.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Identifies a scenario, so that results of another one are not taken for finished.</summary>
    public required Func<Scenario, string> Hash { get; init; }

    /// <summary>Makes the world of a scenario.</summary>
    public Func<Scenario, WorldModel> Build { get; init; } = scenario =>
        WorldBuilder.Build(scenario) is var built && built.World is { } world ? world : throw new InvalidOperationException(built.Problem);

    /// <summary>Runs what is not yet in the file; whatever failed before is tried again.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="seeds">The seeds, the same for all settings.</param>
    /// <param name="threads">Runs at a time.</param>
    /// <param name="progress">Told, from any thread, of every run as it ends: done, of how many, and how it failed if it did.</param>
    /// <param name="cancellation">Ends the runs between two ticks; finished ones stay on disk.</param>
    /// <exception cref="StudyFileException">The file holds results of something else: other measures, scenario or build.</exception>
    /// <exception cref="IOException">A result cannot be written.</exception>
    public StudyResults Run(IReadOnlyList<Setting> settings, IReadOnlyList<ulong> seeds, int threads = 1,
        Action<int, int, Failure?>? progress = null, CancellationToken cancellation = default)
    {
        var place = settings.Index().ToDictionary(s => (s.Item.Name, s.Item.X), s => s.Index);
        if (settings.FirstOrDefault(s => s.Name.AsSpan().ContainsAny(",\"\r\n")) is { } odd)
            throw new ArgumentException($"A comma, quote or line break in the name of '{odd.Name}'.", nameof(settings));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(File))!);
        using var log = new ResultLog(File, Measures.Select(m => m.Name));
        for (var i = 0; i < log.Results.Count; i++) Recognise(log.Results[i], line: i + 2, settings, place);
        var finished = log.Results.Select(r => (r.Setting, r.X, r.Seed)).ToHashSet();
        var todo = (from seed in seeds from setting in settings where !finished.Contains((setting.Name, setting.X, seed)) select (setting,
            seed)).ToList();
        var failures = new ConcurrentBag<Failure>();
        var done = finished.Count;
        var total = finished.Count + todo.Count;
        InParallel(todo, threads, run =>
        {
            var failure = Try(run.setting, run.seed, cancellation, out var result);
            if (result is not null) log.Append(result);
            if (failure is not null) failures.Add(failure);
            progress?.Invoke(Interlocked.Increment(ref done), total, failure);
        }, cancellation);
        log.Sort((a, b) => (place[(a.Setting, a.X)], a.Seed).CompareTo((place[(b.Setting, b.X)], b.Seed)));
        var failed = failures.OrderBy(f => place[(f.Setting, f.X)]).ThenBy(f => f.Seed).ToList();
        FailureFile.Write(Path.ChangeExtension(File, ".failed.csv"), failed);
        var asked = seeds.ToHashSet();
        return new StudyResults(settings, Measures, [.. log.Results.Where(r => asked.Contains(r.Seed))], failed);
    }

    /// <summary>Rows in the file must be runs of this very study.</summary>
    private void Recognise(Result row, int line, IReadOnlyList<Setting> settings, Dictionary<(string, double), int> place)
    {
        if (!place.TryGetValue((row.Setting, row.X), out var known))
            throw new StudyFileException(File, line,
                FormattableString.Invariant($"a run of '{row.Setting}' at {row.X}, which the study does not hold"));
        if (row.ScenarioHash != Hash(settings[known].Scenario with { Seed = row.Seed }))
            throw new StudyFileException(File, line,
                FormattableString.Invariant($"'{row.Setting}' at {row.X} was run on another scenario"));
        if (row.Build != ThisBuild) throw new StudyFileException(File, line, "the run was made by another build of the simulator");
    }

    private Failure? Try(Setting setting, ulong seed, CancellationToken cancellation, out Result? result)
    {
        result = null;
        try
        {
            var scenario = setting.Scenario with { Seed = seed };
            var rows = new RunRows(Tables);
            var world = Build(scenario);
            using var stage = ActorRuns.Stage(world);
            new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, settlement: null).Run(cancellation: cancellation);
            result = new Result(setting.Name, setting.X, seed, Hash(scenario), ThisBuild, [.. Measures.Select(m => m.Of(rows))]);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new Failure(setting.Name, setting.X, seed, failure.Message);
        }
    }

    private static void InParallel<T>(IList<T> items, int threads, Action<T> body, CancellationToken cancellation)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
            Parallel.ForEach(Partitioner.Create(items, loadBalance: true), options, body);
        }
        catch (AggregateException several)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    /// <summary>Compilers give an assembly the same identity for the same source only.</summary>
    private static string Identify(params IEnumerable<Type> parts) =>
        Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(type => type.Module.ModuleVersionId.ToByteArray())]))[..16];
}
