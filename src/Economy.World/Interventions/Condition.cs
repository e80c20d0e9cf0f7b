using System.Globalization;
using System.Reflection;
using Economy.Core.Records;

namespace Economy.World.Interventions;

/// <summary>A condition over the economy of a tick: a column of <c>ticks.csv</c>, a comparison and a number.</summary>
public sealed class Condition
{
    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];
    private readonly PropertyInfo column;
    private readonly string comparison;
    private readonly double bound;

    private Condition(PropertyInfo column, string comparison, double bound) =>
        (this.column, this.comparison, this.bound) = (column, comparison, bound);

    /// <summary>Names of the columns a condition can be about.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Properties().Select(p => p.Header)];

    /// <summary>Reads a condition.</summary>
    /// <returns>Null where it is none.</returns>
    public static Condition? Parse(string text)
    {
        if (Comparisons.FirstOrDefault(c => text.Contains(c, StringComparison.Ordinal)) is not { } comparison) return null;
        var parts = text.Split(comparison, 2, StringSplitOptions.TrimEntries);
        var column = Properties().FirstOrDefault(p => p.Header == parts[0]).Property;
        return column is not null && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            && double.IsFinite(bound)
            ? new Condition(column, comparison, bound)
            : null;
    }

    /// <summary>Whether it holds of a tick. What is not a number fulfils no condition.</summary>
    public bool Holds(in TickRow economy)
    {
        var value = Convert.ToDouble(column.GetValue(economy), CultureInfo.InvariantCulture);
        return comparison switch { "<=" => value <= bound, ">=" => value >= bound, "<" => value < bound, _ => value > bound };
    }

    private static IEnumerable<(string Header, PropertyInfo Property)> Properties() =>
        typeof(TickRow).GetProperties().Select(p => (p.GetCustomAttribute<ColumnAttribute>()?.Header ?? "", p))
            .Where(p => p.Item1.Length > 0);
}
