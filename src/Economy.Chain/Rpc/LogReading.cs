using System.Diagnostics;

namespace Economy.Chain.Rpc;

/// <summary>
/// Reads events range by range, so that neither a long chain nor a node that answers short ranges only is in the way: a range
/// that is refused is halved, down to a single block.
/// </summary>
/// <param name="ask">Asks the node for the events of the blocks from one to another, both included.</param>
/// <param name="patience">No range is begun later than this: a node may claim any number of blocks.</param>
internal sealed class LogReading(Func<long, long, Task<IReadOnlyList<Log>>> ask, TimeSpan patience)
{
    private const long BlocksPerRange = 1000;

    private readonly List<Log> found = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>
    /// The events of the blocks <paramref name="first"/> to <paramref name="last"/>, oldest first; null where there are too many blocks.
    /// </summary>
    public async Task<IReadOnlyList<Log>?> ReadAsync(long first, long last)
    {
        for (; first <= last; first += BlocksPerRange)
        {
            if (clock.Elapsed > patience) return null;
            await ReadRangeAsync(first, Math.Min(last, first + BlocksPerRange - 1)).ConfigureAwait(false);
        }

        return found;
    }

    private async Task ReadRangeAsync(long first, long last)
    {
        IReadOnlyList<Log> range;
        try
        {
            range = await ask(first, last).ConfigureAwait(false);
        }
        catch (RpcErrorException) when (first < last)
        {
            var middle = first + (last - first) / 2;
            await ReadRangeAsync(first, middle).ConfigureAwait(false);
            await ReadRangeAsync(middle + 1, last).ConfigureAwait(false);
            return;
        }

        found.AddRange(range);
    }
}
