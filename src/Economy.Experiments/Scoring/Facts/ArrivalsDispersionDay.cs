using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the jobs that arrive in a day.</summary>
[Kind("arrivals-dispersion-day", "index of dispersion of the jobs that arrive in a day")]
public sealed record ArrivalsDispersionDay : ArrivalFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/arrivals/idc/86400s", 34.64),
        new("Helios Venus", "venus_submissions_not_extracted/idc/1d", 144),
        new("Alibaba GenAI 2024", "genai_lora_not_extracted/arrivals/idc/86400s", 657.6),
    ];

    /// <inheritdoc />
    protected override int Seconds => 86_400;
}
