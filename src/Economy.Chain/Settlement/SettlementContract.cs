using System.Text.Json;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Chain.Signing;
using Economy.Core.Books;

namespace Economy.Chain.Settlement;

/// <summary>A deployed <c>Settlement</c> contract with its two tokens, and the account that settles.</summary>
public sealed class SettlementContract
{
    private const long DeploymentGas = 12_000_000;
    private const int SignersPerCall = 400;
    private const long SignersGas = 12_000_000;

    private SettlementContract(IEthereumClient client, long chainId, Hash32 runId, Address settler, Address address, Address currency, Address assets, long block)
    {
        (Client, RunId, Settler, Address, Currency, Assets, Block) = (client, runId, settler, address, currency, assets, block);
        Signer = new TradeSigner(runId, chainId, address);
    }

    /// <summary>The node it is on.</summary>
    public IEthereumClient Client { get; }

    /// <summary>The run that it was deployed for.</summary>
    public Hash32 RunId { get; }

    /// <summary>The account that may settle.</summary>
    public Address Settler { get; }

    /// <summary>The contract itself.</summary>
    public Address Address { get; }

    /// <summary>The economy's money, an ERC-20.</summary>
    public Address Currency { get; }

    /// <summary>Everything else, an ERC-1155 whose ids are the token ids of the books.</summary>
    public Address Assets { get; }

    /// <summary>Signs for the participants what they trade there.</summary>
    public TradeSigner Signer { get; }

    /// <summary>The block in which it was deployed.</summary>
    public long Block { get; }

    /// <summary>Deploys the contracts from the first account that transactions can be sent from, which becomes administrator and settler.</summary>
    /// <param name="artifacts">The folder with the compiled contracts.</param>
    /// <param name="decimals">Digits after the point of a currency amount.</param>
    /// <param name="runId">The run, for it to recognise the contract by.</param>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<SettlementContract> DeployAsync(
        IEthereumClient client, string artifacts, int decimals, string name = "Economy Credit", string symbol = "CREDIT", Hash32 runId = default, CancellationToken cancel = default)
    {
        var accounts = await client.AccountsAsync(cancel).ConfigureAwait(false);
        if (accounts.Count == 0) throw Endpoint.NoAccount();
        var settler = accounts[0];
        var code = AbiWriter.Constructor(CreationCode(artifacts)).Text(name).Text(symbol).Number(decimals).Account(settler).Account(settler).Hash(runId).ToArray();
        var nonce = await client.NonceAsync(settler, cancel).ConfigureAwait(false);
        var sent = (await client.SendAsync([new Transaction(settler, null, code, nonce, DeploymentGas)], cancel).ConfigureAwait(false))[0];
        if (sent.Hash is not { } hash) throw new RpcErrorException("deploying Settlement", sent.Error!);
        var receipt = (await client.MinedAsync([hash], cancel).ConfigureAwait(false))[0];
        if (receipt is not { Succeeded: true, Contract: { } address })
            throw new RpcErrorException("deploying Settlement", new RpcError(0, "the transaction was not mined or was reverted", []));
        var tokens = await ReadAsync(client, address, cancel, "currency()", "assets()").ConfigureAwait(false);
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        return new SettlementContract(client, chainId, runId, settler, address, new AbiReader(tokens[0]).Account(0), new AbiReader(tokens[1]).Account(0), receipt.Block);
    }

    /// <summary>The contract of an earlier process of the run, if it still stands there.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Null where there is no contract at that address, or that of another run.</returns>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<SettlementContract?> FindAsync(IEthereumClient client, Generation generation, Hash32 runId, CancellationToken cancel = default)
    {
        var answers = await client.CallAsync([new ContractCall(generation.Settlement, AbiWriter.Selector("runId()"))], cancel).ConfigureAwait(false);
        if (answers[0] is not { Error: null, Data.Length: AbiWriter.Word } found || new AbiReader(found.Data).Hash(0) != runId) return null;
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        return new SettlementContract(client, chainId, runId, generation.Settler, generation.Settlement, generation.Currency, generation.Assets, generation.Block);
    }

    /// <summary>How far settlement has come here.</summary>
    /// <exception cref="ChainException">The node failed, or the contract is that of another run.</exception>
    internal async Task<(long NextBatch, int NextTick)> PositionAsync(CancellationToken cancel)
    {
        var answers = await ReadAsync(Client, Address, cancel, "runId()", "nextBatch()", "nextTick()").ConfigureAwait(false);
        var (batch, tick) = (new AbiReader(answers[1]).Number(0), checked((int)new AbiReader(answers[2]).Number(0)));
        return new AbiReader(answers[0]).Hash(0) == RunId ? (batch, tick) : throw new ChainNodeException(
            $"The contract at {Address} belongs to another run: the chain was restarted and used for something else.", "Settle the run again on a chain of its own.");
    }

    /// <summary>The number that the next batch must carry: everything below it has been applied.</summary>
    public Task<long> NextBatchAsync(CancellationToken cancel = default) => ReadNumberAsync("nextBatch()", cancel);

    /// <summary>The tick that is open: everything below it has been closed.</summary>
    public Task<long> NextTickAsync(CancellationToken cancel = default) => ReadNumberAsync("nextTick()", cancel);

    /// <summary>The journal root recorded when <paramref name="tick"/> was closed; zero if it has not been.</summary>
    public async Task<Hash32> JournalRootAsync(int tick, CancellationToken cancel = default)
    {
        var call = AbiWriter.Call("journalRoots(uint64)").Number(tick).ToArray();
        return new AbiReader((await ReadAsync(Client, Address, [call], cancel).ConfigureAwait(false))[0]).Hash(0);
    }

    /// <summary>Names who signs for the accounts of the books, see <see cref="TradeSigner"/>. Once for each contract, before the first signed trade.</summary>
    /// <param name="accounts">Number of accounts, the mint's included.</param>
    /// <exception cref="ChainException">It was refused, or not mined.</exception>
    public async Task RegisterSignersAsync(int accounts, CancellationToken cancel = default)
    {
        for (var first = 1; first < accounts; first += SignersPerCall)
        {
            var signers = new byte[Address.Bytes * Math.Min(SignersPerCall, accounts - first)];
            for (var i = 0; i < signers.Length / Address.Bytes; i++) Signer.SignerOf(new AccountId(first + i)).CopyTo(signers.AsSpan(Address.Bytes * i));
            await InvokeAsync(AbiWriter.Call("registerSigners(uint32,bytes)").Number(first).Data(signers).ToArray(), SignersGas, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Sends one call and waits for it to succeed.</summary>
    /// <param name="gas">Gas limit.</param>
    /// <exception cref="ChainException">It was refused, or not mined.</exception>
    internal async Task InvokeAsync(byte[] call, long gas, CancellationToken cancel)
    {
        var nonce = await Client.NonceAsync(Settler, cancel).ConfigureAwait(false);
        var sent = (await Client.SendAsync([new Transaction(Settler, Address, call, nonce, gas)], cancel).ConfigureAwait(false))[0];
        if (sent.Hash is not { } hash) throw new RpcErrorException("eth_sendTransaction", sent.Error!);
        if ((await Client.MinedAsync([hash], cancel).ConfigureAwait(false))[0] is not { Succeeded: true })
            throw new RpcErrorException("eth_sendTransaction", new RpcError(0, "the transaction was not mined or was reverted", []));
    }

    internal static byte[] SettleCall(long batch, PackedBatch packed) =>
        AbiWriter.Call("settle(uint64,bytes,bytes)").Number(batch).Data(packed.Moves).Data(packed.AssetMoves).ToArray();

    internal static byte[] TradeCall(long batch, PackedBatch packed, SignedTrade trade, TradeSigner signer)
    {
        var digest = signer.Digest(packed, trade);
        var terms = AbiWriter.Constructor([])
            .Number(trade.Tick).Number(trade.Posting).Number(trade.Buyer.Value).Number(trade.Seller.Value).Data(packed.Moves).Data(packed.AssetMoves).ToArray();
        return AbiWriter.Call("settleTrade(uint64,(uint64,uint32,uint32,uint32,bytes,bytes),bytes,bytes)")
            .Number(batch).Tuple(terms).Data(signer.Sign(trade.Buyer, digest)).Data(signer.Sign(trade.Seller, digest)).ToArray();
    }

    internal static byte[] RecordCall(long batch, TickAllocations allocations) =>
        AbiWriter.Call("recordAllocations(uint64,bytes32,bytes)").Number(batch).Hash(allocations.Root).Data(allocations.Pools).ToArray();

    internal static byte[] CloseCall(long batch, int tick, Hash32 journalRoot) =>
        AbiWriter.Call("closeTick(uint64,uint64,bytes32)").Number(batch).Number(tick).Hash(journalRoot).ToArray();

    internal static byte[] ContinueCall(long batch, int tick, long firstBatch, Hash32 history) =>
        AbiWriter.Call("continueFrom(uint64,uint64,uint64,bytes32)").Number(batch).Number(tick).Number(firstBatch).Hash(history).ToArray();

    internal static async Task<byte[][]> ReadAsync(IEthereumClient client, Address contract, IEnumerable<byte[]> calls, CancellationToken cancel)
    {
        var results = await client.CallAsync([.. calls.Select(call => new ContractCall(contract, call))], cancel).ConfigureAwait(false);
        return [.. results.Select(r => r.Error is { } error ? throw new RpcErrorException("eth_call", error) : r.Data.Length > 0 ? r.Data : throw Missing(contract))];
    }

    private async Task<long> ReadNumberAsync(string signature, CancellationToken cancel) =>
        new AbiReader((await ReadAsync(Client, Address, cancel, signature).ConfigureAwait(false))[0]).Number(0);

    private static Task<byte[][]> ReadAsync(IEthereumClient client, Address contract, CancellationToken cancel, params string[] signatures) =>
        ReadAsync(client, contract, signatures.Select(AbiWriter.Selector), cancel);

    private static ChainNodeException Missing(Address contract) => new(
        $"There is no contract at {contract}: the chain was restarted, or it is another one.", "Settle the run again on a fresh chain.");

    private static byte[] CreationCode(string artifacts)
    {
        var file = Path.Combine(artifacts, "contracts", "Settlement.sol", "Settlement.json");
        try
        {
            using var artifact = JsonDocument.Parse(File.ReadAllBytes(file));
            return Hex.Data(artifact.RootElement.GetProperty("bytecode").GetString()!);
        }
        catch (Exception cause) when (cause is IOException or JsonException or FormatException or KeyNotFoundException)
        {
            throw new ToolchainException($"The compiled contract {file} cannot be read: {cause.Message}", "Delete the folder artifacts and run again.", cause);
        }
    }
}
