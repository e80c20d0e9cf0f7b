using System.Globalization;
using Economy.Attention.Numerics;
using Economy.Core.Kinds;

namespace Economy.Experiments.Designs;

/// <summary>How the values of a range lie between its ends.</summary>
public enum FactorScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Evenly in the logarithm; both ends are above 0.</summary>
    Log,

    /// <summary>Whole numbers, each as likely.</summary>
    Whole,
}

/// <summary>Something that an experiment varies: a key of the scenario, and the values or the range that it takes.</summary>
public sealed record FactorSpec
{
    [Key("The key of the scenario, as after --set: money.transactionTax, population.types.trader.count.")]
    public required string Key { get; init; }

    [Key("What it is called: a column of the results. Default: the last part of the key.")]
    public string? Name { get; init; }

    [Key("The values that it takes, the first of them the baseline: numbers, words, or a section in quotes.", AsWritten = true)]
    public IReadOnlyList<string>? Values { get; init; }

    [Key("In place of values, the least value of a range.")]
    public double? From { get; init; }

    [Key("The greatest value of the range.")]
    public double? To { get; init; }

    [Key("How the values of the range lie between its ends.")]
    public FactorScale Scale { get; init; }

    [Key("Values of the range in a design that tries all of them: grid and paired.", Min = 2, Max = 10_000)]
    public int? Steps { get; init; }

    /// <summary>Its name in the results.</summary>
    public string Label => Name ?? Key[(Key.LastIndexOf('.') + 1)..];

    /// <summary>Whether it is a range.</summary>
    public bool IsRange => Values is null;

    /// <summary>The values that a design tries one by one: those listed, or the steps of the range.</summary>
    public IReadOnlyList<string> Levels =>
        Values ?? [.. Enumerable.Range(0, Steps ?? 2).Select(i => OfRange(i / (double)((Steps ?? 2) - 1))).Distinct()];

    /// <summary>The value at a place.</summary>
    /// <param name="place">From 0, the least or first, to 1.</param>
    public string At(double place) =>
        Values is null ? OfRange(place) : Values[Math.Min(Values.Count - 1, (int)(place * Values.Count))];

    /// <summary>The number at a place of a range; of words their index.</summary>
    public double NumberAt(double place)
    {
        if (Values is not null) return Math.Min(Values.Count - 1, (int)(place * Values.Count));
        var (from, to) = (From!.Value, To!.Value);
        place = Math.Clamp(place, 0, 1);
        return Scale switch
        {
            FactorScale.Log when place is > 0 and < 1 => from * DeterministicMath.Pow(to / from, place),
            FactorScale.Whole => Math.Min(to, Math.Floor(from + place * (to - from + 1))),
            _ => place >= 1 ? to : from + place * (to - from),
        };
    }

    /// <summary>The place of a number within the range, from 0 to 1.</summary>
    public double PlaceOf(double number)
    {
        var (from, to) = (From!.Value, To!.Value);
        return Scale switch
        {
            FactorScale.Log => DeterministicMath.Log(number / from) / DeterministicMath.Log(to / from),
            FactorScale.Whole => (number - from + 0.5) / (to - from + 1),
            _ => (number - from) / (to - from),
        };
    }

    private string OfRange(double place) => NumberAt(place).ToString("R", CultureInfo.InvariantCulture);
}
