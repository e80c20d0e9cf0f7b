using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Experiments.Measures;
using Economy.Experiments.Sweeps;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Experiments.Files;

/// <summary>An experiment as its file has it, and the scenarios that it makes.</summary>
public sealed class ExperimentFile
{
    private readonly Func<IReadOnlyList<string>, ScenarioResult> variant;
    private readonly IReadOnlyList<string> common;

    private ExperimentFile(ExperimentSpec spec, string folder, Func<IReadOnlyList<string>, ScenarioResult> variant,
        IReadOnlyList<string> common) =>
        (Spec, Folder, this.variant, this.common) = (spec, folder, variant, common);

    /// <summary>What the file says.</summary>
    public ExperimentSpec Spec { get; }

    /// <summary>Its folder, to which its paths are relative.</summary>
    public string Folder { get; }

    /// <summary>Folder that paths in the scenario are relative to.</summary>
    public string ScenarioFolder => Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Folder, Spec.Scenario)))!;

    /// <summary>The seeds.</summary>
    public IReadOnlyList<ulong> Seeds => SeedList.Parse(Spec.Seeds, "seeds", out _)!;

    /// <summary>How the repository documents such files.</summary>
    public static DocumentedFile Documented =>
        new(typeof(ExperimentSpec), "Economy experiment", "EXPERIMENTS.md", "experiment.schema.json");

    /// <summary>Adds what such files may name to the registries; doing it again changes nothing.</summary>
    public static void Register()
    {
        WorldKinds.Register();
        DesignSpec.Register();
        Reductions.Register();
    }

    /// <summary>Reads a file; whatever is wrong with it, or with its scenario, comes back as errors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sets">Further overrides of the scenario, each <c>key=value</c>.</param>
    /// <param name="errors">What is wrong.</param>
    public static ExperimentFile? Read(string path, IReadOnlyList<string> sets, out IReadOnlyList<ScenarioError> errors)
    {
        Register();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Func<IReadOnlyList<string>, ScenarioResult>? variant = null;
        IReadOnlyList<string> common = [];
        var read = SpecReader.ReadFile<ExperimentSpec>(path, (spec, findings) =>
        {
            ExperimentRules.Check(spec, findings);
            if (!findings.AreSound("scenario") || spec.Scenario.Length == 0) return;
            variant = ScenarioReader.Variants(Path.Combine(folder, spec.Scenario));
            common = ["chain=none", .. (spec.Set ?? new Dictionary<string, string>()).Select(s => $"{s.Key}={s.Value}"), .. sets];
            ExperimentRules.Check(spec, variant, common, findings);
        });
        errors = read.Errors;
        return read.Spec is { } spec ? new(spec, folder, variant!, common) : null;
    }

    /// <summary>The scenario of a setting.</summary>
    /// <param name="values">Values of the factors.</param>
    /// <exception cref="InvalidDataException">Together they make no valid scenario.</exception>
    public Scenario Scenario(IReadOnlyList<string> values)
    {
        var read = variant([.. common, .. Spec.Factors.Zip(values, (factor, value) => $"{factor.Key}={value}")]);
        return read.Scenario ?? throw new InvalidDataException(string.Join(", ", Spec.Factors.Zip(values, (f, v) => $"{f.Label}={v}"))
            + $" make no valid scenario:\n{string.Join('\n', read.Errors)}");
    }

    /// <summary>The sweep, with a file in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="data">Folder of trace files; null for the scenario's own.</param>
    public Sweep Sweep(string folder, string? data = null) => new()
    {
        File = Path.Combine(folder, "study.db"),
        Factors = [.. Spec.Factors.Select(f => f.Label)],
        Scenario = Scenario,
        Measures = MeasureSet.Of(Spec.Measures),
        Stop = Spec.Stop?.Rule ?? new(),
        KeepsSeries = Spec.Series,
        Build = scenario => WorldBuilder.Build(scenario, data, ScenarioFolder) is var built && built.World is { } world ? world
            : throw new InvalidDataException(built.Problem),
    };
}
