using System.Security.Cryptography;
using System.Text;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting;

/// <summary>The two digests of a run. Neither holds times, paths, engines, addresses or blocks.</summary>
public static class Digests
{
    /// <summary>
    /// Economy digest: SHA-256 of the UTF-8 text <c>scenario HASH⏎</c>, then <c>NAME HASH⏎</c> for every table written that
    /// the digest covers, in the order of <see cref="Observer.All"/>; hashes in lower-case hexadecimal.
    /// </summary>
    public static string Economy(string scenarioHash, IEnumerable<WrittenTable> tables)
    {
        var written = tables.ToDictionary(t => t.Name, t => t.Sha256);
        var text = new StringBuilder().Append("scenario ").Append(scenarioHash).Append('\n');
        foreach (var table in Observer.All.Where(o => o.IsInDigest && written.ContainsKey(o.Table.Name)).Select(o => o.Table))
            text.Append(table.Name).Append(' ').Append(written[table.Name]).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Settlement digest: from 32 zero bytes on, SHA-256(previous ‖ journal root) tick by tick.</summary>
    /// <exception cref="FormatException">A journal root is not 64 hexadecimal digits.</exception>
    public static string Settlement(IEnumerable<SettlementRow> rows) =>
        rows.Aggregate(default(Hash32), (digest, row) => JournalTree.Chain(digest, Hash32.Parse(row.JournalRoot))).ToString();
}
