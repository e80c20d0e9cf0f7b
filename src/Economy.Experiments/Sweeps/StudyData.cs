using System.Globalization;
using Economy.Experiments.Designs;
using Economy.Experiments.Measures;

namespace Economy.Experiments.Sweeps;

/// <summary>What a study found, read from its file.</summary>
public sealed record StudyData
{
    /// <summary>Names of the factors.</summary>
    public required IReadOnlyList<string> Factors { get; init; }

    /// <summary>The settings, and which of them the points of the design are.</summary>
    public required DesignTable Design { get; init; }

    /// <summary>What was measured.</summary>
    public required MeasureSet Measures { get; init; }

    /// <summary>The seeds asked for.</summary>
    public required IReadOnlyList<ulong> Seeds { get; init; }

    /// <summary>The measures of every finished run, in their order.</summary>
    public required IReadOnlyDictionary<RunOrder, double[]> Runs { get; init; }

    /// <summary>Runs that failed, and how.</summary>
    public required IReadOnlyList<(RunOrder Run, string Error)> Failures { get; init; }

    /// <summary>The settings: values of the factors.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Settings => Design.Settings;

    /// <summary>A measure of a setting by seed; not a number where a run is missing.</summary>
    public double[] Of(int setting, string measure)
    {
        var place = Measures.Names.Index().First(m => m.Item == measure).Index;
        return [.. Seeds.Select(seed => Runs.TryGetValue(new(setting, seed), out var values) ? values[place] : double.NaN)];
    }

    /// <summary>Mean of a measure over the runs of a setting; its band ends at what is possible of the measure.</summary>
    public Estimate Mean(int setting, string measure) => Bounded(Estimate.Of(Of(setting, measure)), measure);

    /// <summary>Mean of a measure over several settings: each seed's mean over them, and those over the seeds.</summary>
    public Estimate Mean(IReadOnlyList<int> settings, string measure) => Bounded(Estimate.Of(BySeed(settings, measure)), measure);

    /// <summary>The mean over several settings for each seed; not a number where one is missing.</summary>
    public double[] BySeed(IReadOnlyList<int> settings, string measure)
    {
        var all = settings.Select(s => Of(s, measure)).ToList();
        return [.. Enumerable.Range(0, Seeds.Count).Select(k => all.Average(v => v[k]))];
    }

    /// <summary>Mean difference to a baseline, pair by pair of runs with the same seed: what common random numbers share cancels.</summary>
    public Estimate Difference(int setting, int baseline, string measure) =>
        Estimate.Of(Of(setting, measure).Zip(Of(baseline, measure), (a, b) => a - b));

    /// <summary>Number of the setting with these values.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int Find(params IReadOnlyList<object> values)
    {
        string[] texts = [.. values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)];
        return Settings.Index().FirstOrDefault(s => s.Item.SequenceEqual(texts), (-1, [])).Item1 is >= 0 and var found ? found
            : throw new ArgumentException($"The study has no setting {string.Join(", ", texts)}.", nameof(values));
    }

    /// <summary>The settings by the value that a factor has in them, numbers in ascending order, words as they come.</summary>
    public IReadOnlyList<(string Value, IReadOnlyList<int> Settings)> By(string factor)
    {
        var place = Factors.Index().First(f => f.Item == factor).Index;
        var groups = Settings.Index().GroupBy(s => s.Item[place]).Select(g => (g.Key, (IReadOnlyList<int>)[.. g.Select(s => s.Index)]))
            .ToList();
        return groups.All(g => Number(g.Key) is not null) ? [.. groups.OrderBy(g => Number(g.Key))] : groups;
    }

    /// <summary>A value as a number; null where it is a word.</summary>
    public static double? Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    internal static StudyData Read(StudyDatabase study, Sweep sweep, DesignTable design, IReadOnlyList<ulong> seeds)
    {
        var asked = seeds.ToHashSet();
        return new()
        {
            Factors = sweep.Factors, Design = design, Measures = sweep.Measures, Seeds = seeds,
            Runs = Values(study, sweep.Measures.Names, seeds),
            Failures = [.. from row in study.Query("SELECT setting, seed, error FROM runs WHERE status = 'failed' ORDER BY setting, seed")
                           let run = new RunOrder((int)(long)row[0]!, (ulong)(long)row[1]!)
                           where asked.Contains(run.Seed)
                           select (run, (string)row[2]!)],
        };
    }

    internal static IReadOnlyDictionary<RunOrder, double[]> Values(StudyDatabase study, IReadOnlyList<string> measures,
        IReadOnlyList<ulong> seeds)
    {
        var (asked, places) = (seeds.ToHashSet(), measures.Index().ToDictionary(m => m.Item, m => m.Index));
        var runs = new Dictionary<RunOrder, double[]>();
        foreach (var row in study.Query("SELECT setting, seed, measure, value FROM measures"))
        {
            var run = new RunOrder((int)(long)row[0]!, (ulong)(long)row[1]!);
            if (!asked.Contains(run.Seed) || !places.TryGetValue((string)row[2]!, out var place)) continue;
            if (!runs.TryGetValue(run, out var values)) runs[run] = values = [.. measures.Select(_ => double.NaN)];
            if (row[3] is double value) values[place] = value;
        }

        return runs;
    }

    private Estimate Bounded(Estimate estimate, string measure)
    {
        var (least, most) = Measures.RangeOf(measure);
        return estimate with { Least = least, Most = most };
    }
}
