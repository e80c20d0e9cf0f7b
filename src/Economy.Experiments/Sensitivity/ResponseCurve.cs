using Economy.Experiments.Sweeps;

namespace Economy.Experiments.Sensitivity;

/// <summary>A point of a response curve.</summary>
/// <param name="X">The factor's value, or the mean of those that fall together; of words the place in their list.</param>
/// <param name="Label">The value as written; of several the least and the greatest.</param>
/// <param name="Mean">Mean of the measure over all settings there, and over the seeds.</param>
public sealed record ResponsePoint(double X, string Label, Estimate Mean);

/// <summary>How a measure answers to one factor, the others averaged over as the design has them.</summary>
public static class ResponseCurve
{
    /// <summary>Values up to which each has a point of its own.</summary>
    public const int MostLevels = 12;

    private const int Bins = 10;

    /// <summary>The curve. Bands are over seeds where a value has few settings and over settings where many values fall together.</summary>
    public static IReadOnlyList<ResponsePoint> Of(StudyData data, string factor, string measure)
    {
        var levels = data.By(factor);
        if (levels.Count <= MostLevels)
            return [.. levels.Index().Select(l => new ResponsePoint(StudyData.Number(l.Item.Value) ?? l.Index, l.Item.Value,
                data.Mean(l.Item.Settings, measure)))];
        var points = new List<ResponsePoint>();
        foreach (var bin in levels.Chunk((levels.Count + Bins - 1) / Bins))
        {
            var settings = bin.SelectMany(l => l.Settings).ToList();
            var mean = Estimate.Of(settings.Select(s => Estimate.Of(data.Of(s, measure)).Mean));
            var (least, most) = data.Measures.RangeOf(measure);
            points.Add(new(bin.Average(l => StudyData.Number(l.Value) ?? 0), $"{bin[0].Value} … {bin[^1].Value}",
                mean with { Least = least, Most = most }));
        }

        return points;
    }
}
