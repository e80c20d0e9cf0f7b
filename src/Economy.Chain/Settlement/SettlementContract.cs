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
        Signer = Codec.Signer(runId, chainId, address);
    }

    /// <summary>The node it is on.</summary>
    public IEthereumClient Client { get; }

    /// <summary>How it is spoken to.</summary>
    public ISettlementCodec Codec => Client.Codec;

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
    public ITradeSigner Signer { get; }

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
        var code = client.Codec.Deployment(CreationCode(artifacts), name, symbol, decimals, settler, runId);
        var nonce = await client.NonceAsync(settler, cancel).ConfigureAwait(false);
        var sent = (await client.SendAsync([new Transaction(settler, null, code, nonce, DeploymentGas)], cancel).ConfigureAwait(false))[0];
        if (sent.Hash is not { } hash) throw new RpcErrorException("deploying Settlement", sent.Error!);
        var receipt = (await client.MinedAsync([hash], cancel).ConfigureAwait(false))[0];
        if (receipt is not { Succeeded: true, Contract: { } address })
            throw new RpcErrorException("deploying Settlement", new RpcError(0, "the transaction was not mined or was reverted", []));
        var (currency, assets) = (client.Codec.Currency, client.Codec.Assets);
        var tokens = await ReadAsync(client, address, [currency.Call, assets.Call], cancel).ConfigureAwait(false);
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        return new SettlementContract(client, chainId, runId, settler, address, currency.Decode(tokens[0]), assets.Decode(tokens[1]), receipt.Block);
    }

    /// <summary>The contract of an earlier process of the run, if it still stands there.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Null where there is no contract at that address, or that of another run.</returns>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<SettlementContract?> FindAsync(IEthereumClient client, Generation generation, Hash32 runId, CancellationToken cancel = default)
    {
        var query = client.Codec.RunId;
        var answers = await client.CallAsync([new ContractCall(generation.Settlement, query.Call)], cancel).ConfigureAwait(false);
        if (answers[0] is not { Error: null, Data.Length: AbiWriter.Word } found || query.Decode(found.Data) != runId) return null;
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        return new SettlementContract(client, chainId, runId, generation.Settler, generation.Settlement, generation.Currency, generation.Assets, generation.Block);
    }

    /// <summary>How far settlement has come here.</summary>
    /// <exception cref="ChainException">The node failed, or the contract is that of another run.</exception>
    internal async Task<(long NextBatch, int NextTick)> PositionAsync(CancellationToken cancel)
    {
        var answers = await ReadAsync(Client, Address, [Codec.RunId.Call, Codec.NextBatch.Call, Codec.NextTick.Call], cancel).ConfigureAwait(false);
        var (batch, tick) = (Codec.NextBatch.Decode(answers[1]), checked((int)Codec.NextTick.Decode(answers[2])));
        return Codec.RunId.Decode(answers[0]) == RunId ? (batch, tick) : throw new ChainNodeException(
            $"The contract at {Address} belongs to another run: the chain was restarted and used for something else.", "Settle the run again on a chain of its own.");
    }

    /// <summary>The number that the next batch must carry: everything below it has been applied.</summary>
    public Task<long> NextBatchAsync(CancellationToken cancel = default) => AskAsync(Codec.NextBatch, cancel);

    /// <summary>The tick that is open: everything below it has been closed.</summary>
    public Task<long> NextTickAsync(CancellationToken cancel = default) => AskAsync(Codec.NextTick, cancel);

    /// <summary>The journal root recorded when <paramref name="tick"/> was closed; zero if it has not been.</summary>
    public Task<Hash32> JournalRootAsync(int tick, CancellationToken cancel = default) => AskAsync(Codec.JournalRoot(tick), cancel);

    /// <summary>Names who signs for the accounts of the books, see <see cref="TradeSigner"/>. Once for each contract, before the first signed trade.</summary>
    /// <param name="accounts">Number of accounts, the mint's included.</param>
    /// <exception cref="ChainException">It was refused, or not mined.</exception>
    public async Task RegisterSignersAsync(int accounts, CancellationToken cancel = default)
    {
        for (var first = 1; first < accounts; first += SignersPerCall)
        {
            var signers = new byte[Address.Bytes * Math.Min(SignersPerCall, accounts - first)];
            for (var i = 0; i < signers.Length / Address.Bytes; i++) Signer.SignerOf(new AccountId(first + i)).CopyTo(signers.AsSpan(Address.Bytes * i));
            await InvokeAsync(Codec.RegisterSigners(first, signers), SignersGas, cancel).ConfigureAwait(false);
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

    internal static async Task<byte[][]> ReadAsync(IEthereumClient client, Address contract, IEnumerable<byte[]> calls, CancellationToken cancel)
    {
        var results = await client.CallAsync([.. calls.Select(call => new ContractCall(contract, call))], cancel).ConfigureAwait(false);
        return [.. results.Select(r => r.Error is { } error ? throw new RpcErrorException("eth_call", error) : r.Data.Length > 0 ? r.Data : throw Missing(contract))];
    }

    private async Task<T> AskAsync<T>(Query<T> query, CancellationToken cancel) =>
        query.Decode((await ReadAsync(Client, Address, [query.Call], cancel).ConfigureAwait(false))[0]);

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
