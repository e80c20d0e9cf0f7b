using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>The books as the model, the contracts on a node as the system, operation by operation.</summary>
[Collection(HardhatCollection.Name)]
public class SettlementModeTests(HardhatFixture hardhat) : SettlementSuite(hardhat)
{
    private const int Operations = 200;

    [NodeTheory]
    [InlineData(SettlementMode.Netted, false)]
    [InlineData(SettlementMode.Batch, false)]
    [InlineData(SettlementMode.PerTrade, false)]
    [InlineData(SettlementMode.PerTrade, true)]
    public async Task Books_and_chain_agree_after_every_operation(SettlementMode mode, bool signed)
    {
        var contract = await DeployAsync();
        var market = new RandomMarket(seed: 11);
        if (signed) await contract.RegisterSignersAsync(market.Ledger.Accounts);
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = mode, Signed = signed, EntriesPerBatch = 20 });
        for (var operation = 0; operation < Operations; operation++)
        {
            queue.Accept(market.Tick(postings: 1));
            while (queue.Progress.ClosedTicks <= operation) await Task.Delay(1);
            var compared = await Reconciliation.CompareAsync(contract, market.Ledger);
            Assert.True(compared.Agrees, $"operation {operation}: {string.Join('\n', compared.Differences)}");
        }

        await queue.CompleteAsync();
        Assert.Equal(Operations, await contract.NextTickAsync());
    }

    [NodeFact]
    public async Task A_trade_that_its_parties_did_not_sign_is_not_settled()
    {
        var contract = await DeployAsync();
        var market = new RandomMarket(seed: 3);
        await contract.RegisterSignersAsync(market.Ledger.Accounts);
        var composer = BatchComposer.For(new SettlementSpec { Mode = SettlementMode.PerTrade, Signed = true });
        var packed = Enumerable.Range(0, 40).SelectMany(_ => composer.Compose(market.Tick(postings: 1))).First(p => p.Trade is not null);
        var trade = packed.Trade! with { Tick = 0 };
        var rich = new BatchPacker(300);
        foreach (var account in (AccountId[])[trade.Buyer, trade.Seller])
            for (short token = 0; token < RandomMarket.Tokens; token++) rich.Add(new TokenId(token), 0, (uint)account.Value, 1_000_000);
        var sender = new OperationSender(new FixedChain(contract));
        await sender.ApplyAsync([Operation.Batch(0, 0, rich.Take()[0])], default);

        var stranger = new TradeSigner(new Hash32(new byte[32]), 1, contract.Place.Settlement);
        Assert.StartsWith("WrongSigner(", await RefusalAsync(Operation.Batch(1, 0, packed with { Trade = trade }, stranger)), StringComparison.Ordinal);
        await sender.ApplyAsync([Operation.Batch(1, 0, packed with { Trade = trade }, contract.Signer)], default);
        Assert.StartsWith("TradeOutOfOrder(", await RefusalAsync(Operation.Batch(2, 0, packed with { Trade = trade }, contract.Signer)), StringComparison.Ordinal);

        async Task<string> RefusalAsync(Operation operation) =>
            (await contract.Client.CallAsync([new ContractCall(contract.Place.Settlement, operation.CallData, contract.Place.Settler)]))[0].Error!.Describe();
    }

    [NodeFact]
    public async Task Allocations_are_recorded_and_proved_if_and_only_if_they_were_made()
    {
        var contract = await DeployAsync();
        AllocationEntry[] served = [.. Enumerable.Range(0, 7).Select(i => new AllocationEntry(i * 3, new AccountId(10 + i), i % 2, 1_000_000 - i, 100 * i))];
        var tree = TickAllocations.Tree(0, served);
        var recorded = new TickAllocations(tree.Root(), [1, 2, 3], served);
        await using var queue = new SettlementQueue(contract, new SettlementSpec());
        queue.Accept(new TickJournal(0, [], recorded));
        await queue.CompleteAsync();

        var check = new ProofCheck(contract.Client, contract.Place.Settlement);
        for (var i = 0; i < served.Length; i++)
        {
            Assert.True(await check.AcceptsAsync(0, i, served[i], tree.Prove(i)));
            Assert.False(await check.AcceptsAsync(0, i, served[i] with { Payment = served[i].Payment + 1 }, tree.Prove(i)));
            Assert.False(await check.AcceptsAsync(0, i, served[i] with { SharePpm = 5 }, tree.Prove(i)));
            Assert.False(await check.AcceptsAsync(1, i, served[i], tree.Prove(i)));
        }
    }
}

/// <summary>The same on anvil.</summary>
[NeedsAnvil]
[Collection(HardhatCollection.Name)]
public sealed class SettlementModeAnvilTests(HardhatFixture hardhat) : SettlementModeTests(hardhat)
{
    protected override string Node => "anvil";
}
