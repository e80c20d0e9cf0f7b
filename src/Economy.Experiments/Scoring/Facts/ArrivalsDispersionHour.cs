using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Index of dispersion of the jobs that arrive in an hour, 1 for a Poisson process.</summary>
[Kind("arrivals-dispersion-hour", "index of dispersion of the jobs that arrive in an hour, 1 for a Poisson process")]
public sealed record ArrivalsDispersionHour : ArrivalFact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("openb GPU cluster 2023", "openb/arrivals/idc/3600s", 5.791),
        new("Helios Venus", "venus_submissions_not_extracted/idc/1h", 38.62),
    ];

    /// <inheritdoc />
    protected override Band? Stated => new Band(4, 40);

    /// <inheritdoc />
    protected override int Seconds => 3_600;
}
