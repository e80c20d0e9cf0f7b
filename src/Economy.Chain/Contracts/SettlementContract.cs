using Economy.Chain.Accounts;
using Economy.Chain.Rpc;
using Economy.Core.Books;

namespace Economy.Chain.Contracts;

/// <summary>A deployed <c>Settlement</c> contract with its two tokens, and the account that settles.</summary>
public sealed class SettlementContract
{
    private const long DeploymentGas = 12_000_000;
    private const int SignersPerCall = 400;
    private const long SignersGas = 12_000_000;
    // A node that mines of itself does so at once, or block by block as public chains do, in 12 s or so.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan OneBlock = TimeSpan.FromSeconds(18);
    private const string NotMined = "the transaction was not mined or was reverted";

    private SettlementContract(EthereumClient client, long chainId, Hash32 runId, Deployment place)
    {
        (Client, RunId, Place) = (client, runId, place);
        Signer = new TradeSigner(runId, chainId, place.Settlement);
    }

    /// <summary>The node it is on.</summary>
    public EthereumClient Client { get; }

    /// <summary>The run that it was deployed for.</summary>
    public Hash32 RunId { get; }

    /// <summary>Where it is.</summary>
    public Deployment Place { get; }

    /// <summary>Signs for the participants what they trade there.</summary>
    public TradeSigner Signer { get; }

    /// <summary>
    /// Deploys the contracts from the first account that transactions can be sent from, which becomes administrator and settler.
    /// </summary>
    /// <param name="artifacts">The folder with the compiled contracts.</param>
    /// <param name="decimals">Digits after the point of a currency amount.</param>
    /// <param name="runId">The run, for it to recognise the contract by.</param>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<SettlementContract> DeployAsync(
        EthereumClient client, string artifacts, int decimals, Hash32 runId = default, CancellationToken cancel = default)
    {
        var accounts = await client.AccountsAsync(cancel).ConfigureAwait(false);
        if (accounts.Count == 0) throw Endpoint.NoAccount();
        var settler = accounts[0];
        var code = SettlementAbi.Deployment(CompiledContract.CreationCode(artifacts), new("Economy Credit", "CREDIT", decimals), settler,
            runId);
        var nonce = await client.NonceAsync(settler, cancel).ConfigureAwait(false);
        var sent = (await client.SendAsync([new Transaction(settler, null, code, nonce, DeploymentGas)], cancel).ConfigureAwait(false))[0];
        if (sent.Hash is not { } hash) throw new RpcErrorException("deploying Settlement", sent.Error!);
        var receipt = await FirstMinedAsync(client, hash, cancel).ConfigureAwait(false);
        if (receipt is not { Succeeded: true, Contract: { } address }) throw new RpcErrorException("deploying Settlement", new RpcError(0, NotMined, []));
        var tokens = await ContractReads.ReadAsync(client, address, [SettlementAbi.Currency, SettlementAbi.Assets], cancel).ConfigureAwait(false);
        var chainId = await client.ChainIdAsync(cancel).ConfigureAwait(false);
        return new SettlementContract(client, chainId, runId, new Deployment { Settler = settler, Settlement = address, Currency = tokens[0], Assets = tokens[1], Block = receipt.Block });
    }

    /// <summary>The contract of an earlier process of the run, if it still stands there.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>Null where there is no contract at that address, or that of another run.</returns>
    /// <exception cref="ChainException">The node refused, failed or did not answer.</exception>
    public static async Task<SettlementContract?> FindAsync(EthereumClient client, Deployment place, Hash32 runId,
        CancellationToken cancel = default)
    {
        var answer = (await client.CallAsync([new ContractCall(place.Settlement, SettlementAbi.RunId.Call)], cancel)
            .ConfigureAwait(false))[0];
        if (answer.Error is not null || answer.Data.Length == 0 || SettlementAbi.RunId.Decode(answer.Data) != runId) return null;
        return new SettlementContract(client, await client.ChainIdAsync(cancel).ConfigureAwait(false), runId, place);
    }

    /// <summary>How far settlement has come here.</summary>
    /// <exception cref="ChainException">The node failed, or the contract is that of another run.</exception>
    internal async Task<(long NextBatch, int NextTick)> PositionAsync(CancellationToken cancel)
    {
        var answers = await ContractReads.ReadAsync(Client, Place.Settlement,
            [SettlementAbi.RunId.Call, SettlementAbi.NextBatch.Call, SettlementAbi.NextTick.Call], cancel).ConfigureAwait(false);
        return SettlementAbi.RunId.Decode(answers[0]) == RunId
            ? (SettlementAbi.NextBatch.Decode(answers[1]), SettlementAbi.NextTick.Decode(answers[2]))
            : throw new ChainNodeException(
                $"The contract at {Place.Settlement} belongs to another run: the chain was restarted and used for something else.",
                "Settle the run again on a chain of its own.");
    }

    /// <summary>The number that the next batch must carry: everything below it has been applied.</summary>
    public Task<long> NextBatchAsync(CancellationToken cancel = default) =>
        ContractReads.AskAsync(Client, Place.Settlement, SettlementAbi.NextBatch, cancel);

    /// <summary>The tick that is open: everything below it has been closed.</summary>
    public Task<int> NextTickAsync(CancellationToken cancel = default) =>
        ContractReads.AskAsync(Client, Place.Settlement, SettlementAbi.NextTick, cancel);

    /// <summary>The journal root recorded when <paramref name="tick"/> was closed; zero if it has not been.</summary>
    public Task<Hash32> JournalRootAsync(int tick, CancellationToken cancel = default) =>
        ContractReads.AskAsync(Client, Place.Settlement, SettlementAbi.JournalRoot(tick), cancel);

    /// <summary>
    /// Names who signs for the accounts of the books, see <see cref="TradeSigner"/>. Once for each contract, before the first signed trade.
    /// </summary>
    /// <param name="accounts">Number of accounts, the mint's included.</param>
    /// <exception cref="ChainException">It was refused, or not mined.</exception>
    public async Task RegisterSignersAsync(int accounts, CancellationToken cancel = default)
    {
        for (var first = 1; first < accounts; first += SignersPerCall)
        {
            var signers = new byte[Address.Bytes * Math.Min(SignersPerCall, accounts - first)];
            for (var i = 0; i < signers.Length / Address.Bytes; i++)
                Signer.SignerOf(new AccountId(first + i)).CopyTo(signers.AsSpan(Address.Bytes * i));
            await InvokeAsync(SettlementAbi.RegisterSigners(first, signers), SignersGas, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The receipt of the first transaction on a node, of which it is not known yet whether it mines; null where it was not mined in time.
    /// </summary>
    /// <exception cref="EndpointException">There has been no block since.</exception>
    private static async Task<Receipt?> FirstMinedAsync(EthereumClient client, Hash32 transaction, CancellationToken cancel)
    {
        var before = await client.BlockNumberAsync(cancel).ConfigureAwait(false);
        if ((await client.MinedAsync([transaction], cancel, Prompt).ConfigureAwait(false))[0] is { } prompt) return prompt;
        client.Report($"the node has mined no block since {before}; waiting for one");
        if ((await client.MinedAsync([transaction], cancel, OneBlock).ConfigureAwait(false))[0] is { } late) return late;
        if (await client.BlockNumberAsync(cancel).ConfigureAwait(false) == before)
            throw Endpoint.NotMining(client.Url, before, Prompt + OneBlock);
        return (await client.MinedAsync([transaction], cancel).ConfigureAwait(false))[0];
    }

    /// <summary>Sends one call and waits for it to succeed.</summary>
    /// <param name="gas">Gas limit.</param>
    /// <exception cref="ChainException">It was refused, or not mined.</exception>
    internal async Task InvokeAsync(byte[] call, long gas, CancellationToken cancel)
    {
        var nonce = await Client.NonceAsync(Place.Settler, cancel).ConfigureAwait(false);
        var sent = (await Client.SendAsync([new Transaction(Place.Settler, Place.Settlement, call, nonce, gas)], cancel)
            .ConfigureAwait(false))[0];
        if (sent.Hash is not { } hash) throw new RpcErrorException("eth_sendTransaction", sent.Error!);
        if ((await Client.MinedAsync([hash], cancel).ConfigureAwait(false))[0] is not { Succeeded: true })
            throw new RpcErrorException("eth_sendTransaction", new RpcError(0, NotMined, []));
    }
}
