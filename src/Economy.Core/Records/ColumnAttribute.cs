namespace Economy.Core.Records;

/// <summary>
/// Declares one column of a result table: its header (with the unit in the name) and its meaning. Files, codebook and
/// <c>verify</c> are all made from it. Declared on the parameters of a row's primary constructor, in column order.
/// </summary>
/// <param name="header">Header in the file, snake_case, unit last.</param>
/// <param name="meaning">One sentence for the codebook.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string header, string meaning) : Attribute
{
    /// <summary>Header in the file.</summary>
    public string Header => header;

    /// <summary>Meaning for the codebook.</summary>
    public string Meaning => meaning;

    /// <summary>Whether the column is part of the key that identifies a row and orders the table.</summary>
    public bool Key { get; init; }
}

/// <summary>
/// Names the table that a row type belongs to. A row type that stands in its kind of observer does without: the table is called as the kind
/// is.
/// </summary>
/// <param name="name">File name without extension.</param>
/// <param name="meaning">One sentence for the codebook.</param>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class TableAttribute(string name, string meaning) : Attribute
{
    /// <summary>File name without extension.</summary>
    public string Name => name;

    /// <summary>Meaning for the codebook.</summary>
    public string Meaning => meaning;

    /// <summary>Whether it has a row for every participant or trade: too many to be drawn, or kept where a run is watched.</summary>
    public bool IsLong { get; init; }
}

/// <summary>Receives the rows of a run as they come about, in the order of their keys.</summary>
public interface IRunSink
{
    /// <summary>Takes one row. Rows of different tables may interleave.</summary>
    /// <typeparam name="TRow">A row type of a table, as <see cref="RunTable.Of"/> reads it.</typeparam>
    void Write<TRow>(in TRow row)
        where TRow : struct;
}
