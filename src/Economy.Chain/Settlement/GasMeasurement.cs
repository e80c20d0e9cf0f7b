using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Core.Blocks;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>Measures the table of gas on freshly deployed contracts.</summary>
public sealed class GasMeasurement
{
    private const int Sample = 100;
    private const long Plenty = 1_000_000;
    private static readonly TokenId Asset = new(1);

    private readonly OperationSender sender;
    private readonly CancellationToken cancel;
    private long number;

    private GasMeasurement(SettlementContract contract, CancellationToken cancel) =>
        (sender, this.cancel) = (new OperationSender(new FixedChain(contract)), cancel);

    /// <summary>
    /// Deploys the contracts and measures every class of operation: an entry's gas is what a batch of 101 of its kind, between
    /// different accounts, costs more than a batch of one, over 100; a batch's is what is left of the batch of one.
    /// </summary>
    /// <param name="artifacts">The folder with the compiled contracts.</param>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<GasTable> OnAsync(EthereumClient client, string artifacts, CancellationToken cancel = default)
    {
        var contract = await SettlementContract.DeployAsync(client, artifacts, decimals: 2, cancel: cancel).ConfigureAwait(false);
        return await new GasMeasurement(contract, cancel).MeasureAsync().ConfigureAwait(false);
    }

    private async Task<GasTable> MeasureAsync()
    {
        // Two hundred accounts with everything, and a supply to burn.
        await GasAsync(p => ForAll(0, 2 * Sample + 4, i => p.Add(TokenId.Currency, 0, Account(i), Plenty))).ConfigureAwait(false);
        await GasAsync(p => ForAll(0, 2 * Sample + 4, i => p.Add(Asset, 0, Account(i), Plenty))).ConfigureAwait(false);
        await CloseAsync(0).ConfigureAwait(false);
        var measured = new long[GasTable.Operations.Length];
        Set(ChainOperation.Mint, await PerEntryAsync(TokenId.Currency, _ => 0, Account).ConfigureAwait(false));
        Set(ChainOperation.Burn, await PerEntryAsync(TokenId.Currency, Account, _ => 0).ConfigureAwait(false));
        Set(ChainOperation.Transfer, await PerEntryAsync(TokenId.Currency, Account, i => Account(i + Sample + 2)).ConfigureAwait(false));
        Set(ChainOperation.FirstTransfer, await PerEntryAsync(TokenId.Currency, Account, i => Account(i + 1000)).ConfigureAwait(false));
        Set(ChainOperation.AssetMint, await PerEntryAsync(Asset, _ => 0, Account).ConfigureAwait(false));
        Set(ChainOperation.AssetBurn, await PerEntryAsync(Asset, Account, _ => 0).ConfigureAwait(false));
        Set(ChainOperation.AssetTransfer, await PerEntryAsync(Asset, Account, i => Account(i + Sample + 2)).ConfigureAwait(false));
        Set(ChainOperation.FirstAssetTransfer, await PerEntryAsync(Asset, Account, i => Account(i + 1000)).ConfigureAwait(false));
        var single = await GasAsync(p => p.Add(TokenId.Currency, Account(0), Account(1), 1)).ConfigureAwait(false);
        Set(ChainOperation.Batch, single - measured[(int)ChainOperation.Transfer]);
        Set(ChainOperation.Close, await CloseAsync(1).ConfigureAwait(false));
        Set(ChainOperation.Trade, await GasAsync(p =>
        {
            p.Add(TokenId.Currency, Account(0), Account(1), 100);
            p.Add(TokenId.Currency, Account(0), Account(2), 3);
            p.Add(Asset, Account(1), Account(0), 1);
        }).ConfigureAwait(false));
        return new GasTable(measured);

        void Set(ChainOperation operation, long gas) => measured[(int)operation] = gas;
    }

    private async Task<long> PerEntryAsync(TokenId token, Func<int, uint> from, Func<int, uint> to)
    {
        var one = await GasAsync(p => p.Add(token, from(0), to(0), 1)).ConfigureAwait(false);
        var many = await GasAsync(p => ForAll(1, Sample + 2, i => p.Add(token, from(i), to(i), 1))).ConfigureAwait(false);
        return (many - one + Sample / 2) / Sample;
    }

    private async Task<long> GasAsync(Action<BatchPacker> write)
    {
        var packer = new BatchPacker(500);
        write(packer);
        var operations = packer.Take().Select(packed => Operation.Batch(number++, 0, packed)).ToArray();
        return (await sender.ApplyAsync(operations, cancel).ConfigureAwait(false)).Sum();
    }

    private async Task<long> CloseAsync(int tick) =>
        (await sender.ApplyAsync([Operation.Close(number++, new TickJournal(tick, []))], cancel).ConfigureAwait(false))[0];

    // Four accounts in a row share a slot of storage; payers and payees picked at random seldom do.
    private static uint Account(int i) => (uint)(12 + 4 * i);

    private static void ForAll(int first, int last, Action<int> act)
    {
        for (var i = first; i < last; i++) act(i);
    }
}
