using System.Security.Cryptography;

namespace Economy.Reporting.Tables;

/// <summary>The text of a table over which its hash goes, in whatever format the file is: that of its CSV file.</summary>
internal static class CanonicalText
{
    /// <summary>SHA-256 of the text, lower-case hexadecimal.</summary>
    internal static string HashOf<TRow>(IEnumerable<TRow> rows)
        where TRow : struct
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Write(rows, bytes => hash.AppendData(bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hands the text over, piece by piece.</summary>
    internal static void Write<TRow>(IEnumerable<TRow> rows, Action<ReadOnlySpan<byte>> to)
        where TRow : struct
    {
        var csv = new CsvWriter(to);
        csv.Line(Rows<TRow>.Table.HeaderLine);
        foreach (var row in rows)
        {
            Rows<TRow>.Write(csv, row);
            csv.EndRow();
        }

        csv.Flush();
    }
}
