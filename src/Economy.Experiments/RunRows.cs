using System.Collections;
using Economy.Core.Records;

namespace Economy.Experiments;

/// <summary>Keeps the tables asked for in memory and lets the others go.</summary>
public sealed class RunRows : IRunSink
{
    private readonly Dictionary<Type, IList> tables;

    /// <param name="tables">Row types to keep.</param>
    public RunRows(IEnumerable<Type> tables) =>
        this.tables = tables.ToDictionary(row => row, row => (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(row))!);

    /// <summary>The rows of a table, in the order they came.</summary>
    /// <exception cref="InvalidOperationException">The table was not asked for.</exception>
    public IReadOnlyList<TRow> Of<TRow>()
        where TRow : struct => tables.TryGetValue(typeof(TRow), out var rows)
            ? (List<TRow>)rows
            : throw new InvalidOperationException($"The study measures {typeof(TRow).Name}, which is not among its tables.");

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (tables.TryGetValue(typeof(TRow), out var rows)) ((List<TRow>)rows).Add(row);
    }
}
