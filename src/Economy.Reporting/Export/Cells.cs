using System.Globalization;
using Economy.Core.Records;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Export;

/// <summary>The rows of a table of any type, cell by cell; null where there is no value.</summary>
internal sealed class Cells(RunReader run) : IRowVisitor<IEnumerable<object?[]>>
{
    public IEnumerable<object?[]> Visit<TRow>()
        where TRow : struct
    {
        var get = Array.ConvertAll([.. Rows<TRow>.Table.Columns], c => c.Property);
        var cells = new object?[get.Length];
        foreach (object row in run.Stream<TRow>())
        {
            for (var i = 0; i < cells.Length; i++) cells[i] = get[i].GetValue(row) is var value && value is double.NaN ? null : value;
            yield return cells;
        }
    }

    /// <summary>A cell as text: invariant, real numbers in the shortest form that reads back to the same bits, empty where there is no value.</summary>
    internal static string Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "";
}
