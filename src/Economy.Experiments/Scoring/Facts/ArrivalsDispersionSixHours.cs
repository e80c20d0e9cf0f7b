using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the jobs that arrive in six hours.</summary>
[Kind("arrivals-dispersion-six-hours", "index of dispersion of the jobs that arrive in six hours")]
public sealed record ArrivalsDispersionSixHours : ArrivalFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/arrivals/idc/21600s", 20.78),
    ];

    /// <inheritdoc />
    protected override int Seconds => 21_600;
}
