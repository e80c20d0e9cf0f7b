using Economy.Core.Records;
using Economy.Reporting.Runs;
using Economy.Reporting.Tables;

namespace Economy.Reporting;

/// <summary>The settlement ladder of a run, <c>ladder.csv</c>: made after the run, and no part of its digests.</summary>
public static class Ladder
{
    private static string In(string folder) => Path.Combine(folder, RunTable.Ladder.File);

    /// <summary>Writes it into a run folder, in place of an earlier one.</summary>
    /// <exception cref="RunOutputException">It cannot be written.</exception>
    public static void Write(string folder, IEnumerable<LadderRow> rows) => RunOutputException.At(In(folder), () =>
    {
        var bytes = new MemoryStream();
        var csv = new CsvWriter(bytes.Write);
        csv.Line(RunTable.Ladder.HeaderLine);
        foreach (var row in rows)
        {
            Rows<LadderRow>.Write(csv, row);
            csv.EndRow();
        }

        csv.Flush();
        Durable.Write(In(folder), bytes.ToArray());
    });

    /// <summary>Reads it; nothing where there is none.</summary>
    /// <exception cref="RunFormatException">It is not what was written.</exception>
    public static IReadOnlyList<LadderRow> Read(string folder) =>
        File.Exists(In(folder)) ? [.. RunReader.StreamFile<LadderRow>(folder)] : [];
}
