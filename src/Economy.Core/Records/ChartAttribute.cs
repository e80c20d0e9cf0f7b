namespace Economy.Core.Records;

/// <summary>
/// Declares a chart of a result table over ticks, for the report and the dashboard: a line for each label where the key holds more than
/// the tick, else a line for each column. A table that declares none has a chart of every column of numbers.
/// </summary>
/// <param name="title">What it shows, in a few words.</param>
/// <param name="columns">Headers of the columns that are drawn.</param>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class ChartAttribute(string title, params string[] columns) : Attribute
{
    /// <summary>What it shows.</summary>
    public string Title => title;

    /// <summary>Headers of the columns that are drawn.</summary>
    public string[] Columns => columns;

    /// <summary>Whether lines stand on one another, as the parts of a whole do.</summary>
    public bool IsStacked { get; init; }
}
