namespace Economy.Reporting;

/// <summary>A file of a run folder does not hold what it should.</summary>
public sealed class RunFormatException : Exception
{
    /// <param name="file">The file.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Header of the column, where one cell is at fault.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    public RunFormatException(string file, int line, string? column, string expected, string found)
        : base($"{file}:{line}: {(column is null ? "" : $"column {column}: ")}expected {expected}, found {Shown(found)}")
        => (File, Line, Column, Expected, Found) = (file, line, column, expected, found);

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Line, from 1.</summary>
    public int Line { get; }

    /// <summary>Header of the column, where one cell is at fault.</summary>
    public string? Column { get; }

    /// <summary>What should stand there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    private static string Shown(string found) => found.Length == 0 ? "nothing" : found.Length <= 60 ? $"'{found}'" : $"'{found[..60]}…'";
}
