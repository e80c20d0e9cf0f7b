using Economy.Core.Kinds;
using Economy.Core.Records;

namespace Economy.Experiments.Scoring.Facts;

/// <summary>Jobs that arrive in the busiest hour of the day, over the mean of all hours.</summary>
[Kind("arrivals-busiest-hour", "jobs that arrive in the busiest hour of the day, over the mean of all hours")]
public sealed record ArrivalsBusiestHour : Fact
{
    /// <inheritdoc />
    public override IReadOnlyList<Figure> Figures =>
    [
        new("Helios Venus", "venus_submissions_not_extracted/hour_peak_to_mean", 1.723),
        new("openb GPU cluster 2023", "openb/hour_of_day_peak_to_mean", 1.623),
    ];

    /// <inheritdoc />
    public override IReadOnlyList<Type> Tables => [typeof(TickRow)];

    /// <inheritdoc />
    public override Measurement Of(FactRun run)
    {
        const int Hours = 24, FewestDays = 3;
        var hours = run.Windows(run.Ticks.Select(t => (double)t.JobsArrived), 3_600, out var reason);
        if (reason is not null) return Measurement.None(reason);
        if (hours.Count < FewestDays * Hours) return Measurement.None("fewer than three days");
        var byHour = Enumerable.Range(0, Hours).Select(hour => hours.Where((_, i) => i % Hours == hour).Average()).ToList();
        return byHour.Max() / byHour.Average();
    }
}
