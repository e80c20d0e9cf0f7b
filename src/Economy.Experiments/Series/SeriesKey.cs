namespace Economy.Experiments.Series;

/// <summary>Names a series over ticks: a column of numbers of a table, of one group of its rows.</summary>
/// <param name="Table">The table, without <c>.csv</c>.</param>
/// <param name="Group">What the rows are told apart by beside the tick, parts joined by <c> / </c>; empty where a tick has one row.</param>
/// <param name="Column">Header of the column.</param>
public sealed record SeriesKey(string Table, string Group, string Column)
{
    /// <inheritdoc />
    public override string ToString() => Group.Length == 0 ? $"{Table}.{Column}" : $"{Table}.{Column} [{Group}]";
}
