using System.Security.Cryptography;
using System.Text;
using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Experiments.Series;

/// <summary>
/// SHA-256 over every row that the economy digest of a run covers, without the scenario's hash: equal where two scenarios come to the same
/// economy. Hands all rows on.
/// </summary>
public sealed class RowDigest(IRunSink next) : IRunSink
{
    private static readonly Lazy<HashSet<Type>> Covered = new(() => [.. Observer.All.Where(o => o.IsInDigest).Select(o => o.RowType)]);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of the rows so far.</summary>
    public string Value => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <inheritdoc />
    public void Write<TRow>(in TRow row)
        where TRow : struct
    {
        if (Covered.Value.Contains(typeof(TRow))) hash.AppendData(Encoding.UTF8.GetBytes(row.ToString()!));
        next.Write(row);
    }
}
