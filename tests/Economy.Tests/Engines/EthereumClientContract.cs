using Economy.Chain;
using Economy.Chain.Abi;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Tests.Chain;

namespace Economy.Tests.Engines;

/// <summary>What every way to a chain must do for settlement.</summary>
public abstract class EthereumClientContract
{
    private const int Seed = 20_230_501;

    /// <summary>A client of a chain that starts afresh, or is shared with others.</summary>
    protected abstract Task<IEthereumClient> OpenAsync();

    [ContractFact]
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

    [ContractFact]
    public async Task The_contracts_reason_for_a_refusal_comes_through()
    {
        var contract = await DeployAsync();
        var packed = new NetComposer(300).Compose(new RandomJournal().Tick(Enumerable.Range(Seed, 20)))[0];
        await SendAsync(contract, contract.Codec.Settle(0, packed.Moves, packed.AssetMoves));
        var call = new ContractCall(contract.Address, contract.Codec.Settle(0, packed.Moves, packed.AssetMoves), contract.Settler);
        Assert.Equal("BatchOutOfOrder(0, 1)", (await contract.Client.CallAsync([call]))[0].Error!.Describe());
    }

    [ContractFact]
    public async Task Receipts_logs_and_inputs_of_a_transaction_are_those_that_were_sent()
    {
        var contract = await DeployAsync();
        var client = contract.Client;
        var packed = new NetComposer(300).Compose(new RandomJournal().Tick(Enumerable.Range(Seed, 20)))[0];
        var data = contract.Codec.Settle(0, packed.Moves, packed.AssetMoves);
        var nonce = await client.NonceAsync(contract.Settler);
        var receipt = await SendAsync(contract, data);
        var sent = receipt.Transaction;
        Assert.True(receipt is { Succeeded: true, GasUsed: > 21_000, Contract: null });
        Assert.Equal(nonce + 1, await client.NonceAsync(contract.Settler));
        Assert.Equal(data, (await client.InputsAsync([sent]))[0]);
        var log = Assert.Single(await client.LogsAsync(contract.Address, [AbiWriter.Topic("BatchSettled(uint64,uint64)")], contract.Block));
        Assert.Equal((sent, receipt.Block, contract.Address), (log.Transaction, log.Block, log.Contract));
        var unknown = new Hash32(Enumerable.Repeat((byte)7, 32).ToArray());
        Assert.Null((await client.ReceiptsAsync([unknown]))[0]);
        Assert.Null((await client.InputsAsync([unknown]))[0]);
    }

    [ContractFact]
    public async Task A_transaction_with_a_nonce_that_is_used_up_is_refused_with_a_reason()
    {
        var contract = await DeployAsync();
        var refused = (await contract.Client.SendAsync([new Transaction(contract.Settler, contract.Address, [1, 2, 3, 4], 0, 100_000)]))[0];
        Assert.Null(refused.Hash);
        Assert.Contains("nonce", refused.Error!.Message, StringComparison.OrdinalIgnoreCase);
    }

    protected static async Task AssertUnreachableAsync(IEthereumClient nowhere)
    {
        var failure = await Assert.ThrowsAsync<EndpointException>(() => nowhere.ChainIdAsync());
        Assert.Equal(EndpointFault.Unreachable, failure.Fault);
        Assert.NotEmpty(failure.Remedy);
    }

    private static async Task<Receipt> SendAsync(SettlementContract contract, byte[] data)
    {
        var nonce = await contract.Client.NonceAsync(contract.Settler);
        var sent = (await contract.Client.SendAsync([new Transaction(contract.Settler, contract.Address, data, nonce, 8_000_000)]))[0].Hash!.Value;
        return (await contract.Client.MinedAsync([sent], CancellationToken.None))[0]!;
    }

    private async Task<SettlementContract> DeployAsync() =>
        await SettlementContract.DeployAsync(await OpenAsync(), (await HardhatFixture.Toolchain()).Artifacts, decimals: 2);
}

[Collection(HardhatCollection.Name)]
public class JsonRpcClientContract(HardhatFixture hardhat) : EthereumClientContract
{
    protected override Task<IEthereumClient> OpenAsync() => Task.FromResult<IEthereumClient>(hardhat.Client);
}
