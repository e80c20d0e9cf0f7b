namespace Economy.Experiments;

/// <summary>What a study found.</summary>
/// <param name="Settings">Its settings, in order.</param>
/// <param name="Measures">What was measured.</param>
/// <param name="Runs">Finished runs, by setting, then seed.</param>
/// <param name="Failures">Runs that failed.</param>
public sealed record StudyResults(IReadOnlyList<Setting> Settings, IReadOnlyList<Measure> Measures, IReadOnlyList<Result> Runs,
    IReadOnlyList<Failure> Failures)
{
    /// <summary>Mean of a measure over the runs of a setting; its band ends at what is possible of the measure.</summary>
    public Estimate Mean(Setting setting, string measure)
    {
        var of = Measures.First(m => m.Name == measure);
        return Estimate.Of(Values(setting, measure).Values) with { Least = of.Least, Most = of.Most };
    }

    /// <summary>Mean difference to a baseline, pair by pair of runs with the same seed: what common random numbers share cancels.</summary>
    public Estimate Difference(Setting setting, Setting baseline, string measure) => Estimate.Of(Differences(setting, baseline, measure));

    /// <summary>The differences themselves, by seed.</summary>
    public IReadOnlyList<double> Differences(Setting setting, Setting baseline, string measure)
    {
        var from = Values(baseline, measure);
        return [.. Values(setting, measure).Where(run => from.ContainsKey(run.Key)).OrderBy(run => run.Key)
            .Select(run => run.Value - from[run.Key])];
    }

    private Dictionary<ulong, double> Values(Setting setting, string measure)
    {
        var column = Measures.Index().First(m => m.Item.Name == measure).Index;
        return Runs.Where(r => r.Setting == setting.Name && r.X == setting.X).ToDictionary(r => r.Seed, r => r.Values[column]);
    }
}
