using System.Security.Cryptography;
using System.Text.Json;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Experiments.Measures;
using Economy.World;

namespace Economy.Experiments.Sweeps;

/// <summary>
/// The settings of a design × seeds, on common random numbers: the same seeds for every setting. What is finished is in the study's file
/// as soon as it ends, so a study that was stopped, however that came, goes on from there; a run that fails costs no other; and nothing of
/// a run is kept in memory once it is over.
/// </summary>
public sealed record Sweep
{
    private static readonly string ThisBuild =
        Identify(typeof(Sweep), typeof(ActorRuns), typeof(WorldModel), typeof(Allocators), typeof(Core.Scenarios.Scenario));

    /// <summary>The study's file.</summary>
    public required string File { get; init; }

    /// <summary>Names of the factors: columns of the results.</summary>
    public required IReadOnlyList<string> Factors { get; init; }

    /// <summary>The scenario that values of the factors make; its seed is replaced.</summary>
    public required Func<IReadOnlyList<string>, Scenario> Scenario { get; init; }

    /// <summary>What is read off every run.</summary>
    public required MeasureSet Measures { get; init; }

    /// <summary>Makes the world of a scenario.</summary>
    public Func<Scenario, WorldModel> Build { get; init; } = scenario =>
        WorldBuilder.Build(scenario) is var built && built.World is { } world ? world : throw new InvalidOperationException(built.Problem);

    /// <summary>Who makes the runs.</summary>
    public IWorkers Workers { get; init; } = new LocalWorkers(1);

    /// <summary>When runs and study end before their time.</summary>
    public StopRule Stop { get; init; } = new();

    /// <summary>Whether the measures' series are kept, a row a tick.</summary>
    public bool KeepsSeries { get; init; } = true;

    /// <summary>Makes the runs that are not finished yet, those that failed before among them.</summary>
    /// <param name="design">The settings. Those that the file has already must be the first of them, as they were.</param>
    /// <param name="seeds">The seeds, the same for all settings.</param>
    /// <param name="progress">Told of every run as it ends, by one thread at a time.</param>
    /// <param name="cancellation">Ends the runs between two ticks; finished ones are kept.</param>
    /// <exception cref="StudyFileException">The file holds results of something else.</exception>
    /// <exception cref="InvalidDataException">A setting makes no scenario.</exception>
    public StudyData Run(DesignTable design, IReadOnlyList<ulong> seeds, Action<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using var session = Open();
        return session.Run(design, seeds, progress, cancellation);
    }

    /// <summary>Opens the study's file, for one run of a design or for several that grow.</summary>
    /// <exception cref="StudyFileException">The file holds results of something else.</exception>
    public SweepSession Open() => new(this, new StudyDatabase(File, Identity(), Factors, Measures.Names));

    private List<(string Name, string Text)> Identity() =>
    [
        ("format", "1"),
        ("build of the simulator", ThisBuild),
        ("list of factors", string.Join(", ", Factors)),
        ("list of measures", JsonSerializer.Serialize(Measures.Columns, Plain) + string.Join(", ", Measures.Coded.Select(c => c.Name))),
        ("rule for stopping", Stop.When?.ToString() ?? "none"),
    ];

    // Says where it takes types from: a study that is a script has reflection turned off by default.
    private static readonly JsonSerializerOptions Plain =
        new() { TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    /// <summary>Compilers give an assembly the same identity for the same source only.</summary>
    private static string Identify(params IEnumerable<Type> parts) =>
        Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(type => type.Module.ModuleVersionId.ToByteArray())]))[..16];
}
