using Economy.Core.Kinds;
using Economy.Experiments.Designs;
using Economy.Experiments.Measures;

namespace Economy.Experiments.Files;

/// <summary>An experiment: what is varied of a scenario, over which seeds, and what is measured.</summary>
public sealed record ExperimentSpec
{
    [Key("Name of the study, and of its folder under runs/studies.")]
    public required string Name { get; init; }

    [Key("The question, in a sentence or two.")]
    public string Description { get; init; } = "";

    [Key("The scenario file, relative to this one.", IsPath = true)]
    public required string Scenario { get; init; }

    [Key("Keys of the scenario that are other than in its file in all settings, as after --set: {ticks: 24}.", AsWritten = true)]
    public IReadOnlyDictionary<string, string>? Set { get; init; }

    [Key("What is varied.", NotEmpty = true)]
    public required IReadOnlyList<FactorSpec> Factors { get; init; }

    [Key("Which settings of the factors are run.")]
    public DesignSpec Design { get; init; } = new GridDesign();

    [Key("Seeds of the runs, the same for all settings: 1..10, or 1,4,7..9.", AsWritten = true)]
    public string Seeds { get; init; } = "1..10";

    [Key("What is read off every run.", NotEmpty = true)]
    public required IReadOnlyList<MeasureSpec> Measures { get; init; }

    [Key("When runs, settings and the study end before their time.")]
    public StopSpec? Stop { get; init; }

    [Key("Whether the measures' values tick by tick are kept, in the table series.")]
    public bool Series { get; init; } = true;

    [Key("What `economy calibrate` fits: the factors, which must be ranges, are the parameters.")]
    public CalibrationSpec? Calibrate { get; init; }
}
