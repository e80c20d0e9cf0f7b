using Economy.Core.Scenarios;

namespace Economy.Experiments.Sweeps;

/// <summary>When runs, settings and the study end before their time.</summary>
public sealed record StopRule
{
    /// <summary>A condition on the economy of a tick at which a run ends; null for none.</summary>
    public Condition? When { get; init; }

    /// <summary>Failed runs after which no more are begun.</summary>
    public int Failures { get; init; } = int.MaxValue;

    /// <summary>
    /// A measure for which a setting takes no more seeds once its band is narrow enough; null: all settings take all seeds.
    /// </summary>
    public string? Measure { get; init; }

    /// <summary>Half width of the 95 % band that is narrow enough.</summary>
    public double HalfWidth { get; init; }

    /// <summary>Seeds that every setting takes first.</summary>
    public int Least { get; init; } = 10;

    /// <summary>
    /// The seeds in rounds: what is decided on results is decided between two rounds, and so does not depend on which run ends first.
    /// </summary>
    internal IEnumerable<IReadOnlyList<ulong>> Rounds(IReadOnlyList<ulong> seeds) =>
        Measure is null ? [seeds] : [[.. seeds.Take(Least)], .. seeds.Skip(Least).Select(seed => new[] { seed })];

    /// <summary>The settings that take further seeds.</summary>
    internal IReadOnlyList<int> Open(StudyDatabase study, IReadOnlyList<string> measures, int settings, IReadOnlyList<ulong> seeds)
    {
        if (Measure is null) return [.. Enumerable.Range(0, settings)];
        var place = measures.Index().First(m => m.Item == Measure).Index;
        var values = StudyData.Values(study, measures, seeds).ToLookup(v => v.Key.Setting, v => v.Value[place]);
        return [.. Enumerable.Range(0, settings)
            .Where(s => Estimate.Of(values[s]) is var e && !(e.Runs >= Least && e.HalfWidth <= HalfWidth))];
    }
}
