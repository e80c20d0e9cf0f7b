using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>What the client does for settlement, where the node signs.</summary>
[Collection(HardhatCollection.Name)]
public class EthereumClientTests(HardhatFixture hardhat)
{
    private const int Seed = 20_230_501;

    /// <summary>The node that is shared with other tests.</summary>
    protected HardhatFixture Hardhat => hardhat;

    /// <summary>A client of it.</summary>
    protected virtual Task<EthereumClient> OpenAsync() => Task.FromResult(hardhat.Client);

    [Fact]
    public async Task Books_and_chain_agree_after_every_tick_of_a_random_economy()
    {
        foreach (var mode in (SettlementMode[])[SettlementMode.Netted, SettlementMode.Batch])
        {
            var contract = await DeployAsync();
            var books = new RandomJournal();
            var journals = Enumerable.Range(0, 8).Select(tick => books.Tick(Enumerable.Range(Seed + tick * 40, 20))).ToArray();
            await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = mode, EntriesPerBatch = 7, LagTicks = 4 });
            foreach (var journal in journals) queue.Accept(journal);
            await queue.CompleteAsync();
            var reconciliation = await Reconciliation.CompareAsync(contract, books.Ledger);
            Assert.True(reconciliation.Agrees, string.Join('\n', reconciliation.Differences));
            Assert.Equal(8, await contract.NextTickAsync());
            foreach (var journal in journals) Assert.Equal(journal.Root, await contract.JournalRootAsync(journal.Tick));
            Assert.All(queue.Rows, row => Assert.True(row.Gas > 0));
        }
    }

    [Fact]
    public async Task The_contracts_reason_for_a_refusal_comes_through()
    {
        var contract = await DeployAsync();
        var packed = new NetComposer(300).Compose(new RandomJournal().Tick(Enumerable.Range(Seed, 20)))[0];
        await SendAsync(contract, SettlementAbi.Settle(0, packed.Moves, packed.AssetMoves));
        var call = new ContractCall(contract.Place.Settlement, SettlementAbi.Settle(0, packed.Moves, packed.AssetMoves), contract.Place.Settler);
        Assert.Equal("BatchOutOfOrder(0, 1)", (await contract.Client.CallAsync([call]))[0].Error!.Describe());
    }

    [Fact]
    public async Task Receipts_logs_and_inputs_of_a_transaction_are_those_that_were_sent()
    {
        var contract = await DeployAsync();
        var client = contract.Client;
        var packed = new NetComposer(300).Compose(new RandomJournal().Tick(Enumerable.Range(Seed, 20)))[0];
        var data = SettlementAbi.Settle(0, packed.Moves, packed.AssetMoves);
        var nonce = await client.NonceAsync(contract.Place.Settler);
        var receipt = await SendAsync(contract, data);
        var sent = receipt.Transaction;
        Assert.True(receipt is { Succeeded: true, GasUsed: > 21_000, Contract: null });
        Assert.Equal(nonce + 1, await client.NonceAsync(contract.Place.Settler));
        Assert.Equal(data, (await client.InputsAsync([sent]))[0]);
        var log = Assert.Single(await client.LogsAsync(contract.Place.Settlement, SettlementAbi.BatchSettled(0), contract.Place.Block));
        Assert.Equal((sent, receipt.Block, contract.Place.Settlement), (log.Transaction, log.Block, log.Contract));
        var unknown = new Hash32(Enumerable.Repeat((byte)7, 32).ToArray());
        Assert.Null((await client.ReceiptsAsync([unknown]))[0]);
        Assert.Null((await client.InputsAsync([unknown]))[0]);
    }

    [Fact]
    public async Task A_transaction_with_a_nonce_that_is_used_up_is_refused_with_a_reason()
    {
        var contract = await DeployAsync();
        var refused = (await contract.Client.SendAsync([new Transaction(contract.Place.Settler, contract.Place.Settlement, [1, 2, 3, 4], 0, 100_000)]))[0];
        Assert.Null(refused.Hash);
        Assert.Contains("nonce", refused.Error!.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_unreachable()
    {
        using var nowhere = new EthereumClient(new Uri("http://127.0.0.1:1"), ChainNode.AtOnce);
        var failure = await Assert.ThrowsAsync<EndpointException>(() => nowhere.ChainIdAsync());
        Assert.Equal(EndpointFault.Unreachable, failure.Fault);
        Assert.NotEmpty(failure.Remedy);
    }

    private static async Task<Receipt> SendAsync(SettlementContract contract, byte[] data)
    {
        var nonce = await contract.Client.NonceAsync(contract.Place.Settler);
        var sent = (await contract.Client.SendAsync([new Transaction(contract.Place.Settler, contract.Place.Settlement, data, nonce, 8_000_000)]))[0].Hash!.Value;
        return (await contract.Client.MinedAsync([sent], CancellationToken.None))[0]!;
    }

    private async Task<SettlementContract> DeployAsync() =>
        await SettlementContract.DeployAsync(await OpenAsync(), (await HardhatFixture.Toolchain()).Artifacts, decimals: 2);
}

/// <summary>The same with a key that the node does not hold.</summary>
[Collection(HardhatCollection.Name)]
public sealed class EthereumClientWithKeyTests(HardhatFixture hardhat) : EthereumClientTests(hardhat)
{
    // With leading zeros, which the library drops when it signs.
    private const string Key = "0x0000c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b7869";

    protected override async Task<EthereumClient> OpenAsync()
    {
        var key = OwnKey.Of(Key);
        await Hardhat.Client.InvokeAsync<object>("hardhat_setBalance", [$"{key.Address}", "0xffffffffffffffffffff"]);
        return new EthereumClient(Hardhat.Node.Url, signer: new TransactionSigner(key, Hardhat.Node.ChainId));
    }
}
