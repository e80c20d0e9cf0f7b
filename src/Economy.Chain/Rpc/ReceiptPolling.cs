using System.Diagnostics;
using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>Waits for transactions to be mined.</summary>
public static class ReceiptPolling
{
    /// <summary>Longest wait unless said otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <returns>The receipts in the order of <paramref name="transactions"/>; null where one was not mined in time.</returns>
    public static async Task<IReadOnlyList<Receipt?>> MinedAsync(this EthereumClient client, IReadOnlyList<Hash32> transactions,
        CancellationToken cancel, TimeSpan? patience = null)
    {
        var clock = Stopwatch.StartNew();
        var (pause, told) = (TimeSpan.FromMilliseconds(10), Silence);
        while (true)
        {
            await client.MineAsync(cancel).ConfigureAwait(false);
            var receipts = await client.ReceiptsAsync(transactions, cancel).ConfigureAwait(false);
            if (!receipts.Contains(null) || clock.Elapsed > (patience ?? Patience)) return receipts;
            if (clock.Elapsed > told)
            {
                client.Report($"the node has not mined {receipts.Count(r => r is null)} of {receipts.Count} transactions for {told.TotalSeconds:0} s");
                told *= 2;
            }

            await Task.Delay(pause, cancel).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
