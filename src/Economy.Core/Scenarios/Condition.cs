using System.Globalization;
using System.Reflection;
using Economy.Core.Records;

namespace Economy.Core.Scenarios;

/// <summary>
/// A condition over the economy of a tick: a column of <c>ticks.csv</c>, a comparison and a number, as in <c>participants &lt; 10</c>;
/// several of them, with <c>and</c> between, must all hold.
/// </summary>
public sealed class Condition
{
    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];
    private readonly IReadOnlyList<Clause> clauses;

    private Condition(IReadOnlyList<Clause> clauses) => this.clauses = clauses;

    /// <summary>Names of the columns a condition can be about.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Properties().Select(p => p.Header)];

    /// <summary>Reads a condition.</summary>
    /// <returns>Null where it is none.</returns>
    public static Condition? Parse(string text)
    {
        List<Clause?> read = [.. text.Split(" and ").Select(One)];
        return read.Contains(null) ? null : new Condition([.. read.OfType<Clause>()]);
    }

    /// <summary>Whether it holds of a tick. What is not a number fulfils no condition.</summary>
    public bool Holds(in TickRow economy)
    {
        foreach (var clause in clauses)
            if (!clause.Holds(Convert.ToDouble(clause.Column.GetValue(economy), CultureInfo.InvariantCulture))) return false;
        return true;
    }

    /// <summary>The condition as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(" and ", clauses);

    private static Clause? One(string text)
    {
        if (Comparisons.FirstOrDefault(c => text.Contains(c, StringComparison.Ordinal)) is not { } comparison) return null;
        var parts = text.Split(comparison, 2, StringSplitOptions.TrimEntries);
        var column = Properties().FirstOrDefault(p => p.Header == parts[0]).Property;
        return column is not null && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var bound)
            && double.IsFinite(bound)
            ? new Clause(column, comparison, bound)
            : null;
    }

    private static IEnumerable<(string Header, PropertyInfo Property)> Properties() =>
        typeof(TickRow).GetProperties().Select(p => (p.GetCustomAttribute<ColumnAttribute>()?.Header ?? "", p))
            .Where(p => p.Item1.Length > 0);

    private sealed record Clause(PropertyInfo Column, string Comparison, double Bound)
    {
        public bool Holds(double value) =>
            Comparison switch { "<=" => value <= Bound, ">=" => value >= Bound, "<" => value < Bound, _ => value > Bound };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Column.GetCustomAttribute<ColumnAttribute>()!.Header} {Comparison} {Bound}");
    }
}
