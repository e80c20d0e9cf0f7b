using Economy.Core.Books;

namespace Economy.Chain.Rpc;

/// <summary>Waits for transactions to be mined.</summary>
internal static class ReceiptPolling
{
    /// <summary>Longest wait unless said otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <returns>The receipts in the order of <paramref name="transactions"/>; null where one was not mined in time.</returns>
    public static async Task<IReadOnlyList<Receipt?>> MinedAsync(this IEthereumClient client, IReadOnlyList<Hash32> transactions, CancellationToken cancel, TimeSpan? patience = null)
    {
        var pause = TimeSpan.FromMilliseconds(10);
        for (var waited = TimeSpan.Zero; ; waited += pause, pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var receipts = await client.ReceiptsAsync(transactions, cancel).ConfigureAwait(false);
            if (!receipts.Contains(null) || waited > (patience ?? Patience)) return receipts;
            await Task.Delay(pause, cancel).ConfigureAwait(false);
        }
    }
}
