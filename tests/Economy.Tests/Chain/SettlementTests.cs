using Economy.Chain.Contracts;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>The books as the model, the contracts on a node as the system.</summary>
[Collection(HardhatCollection.Name)]
public class SettlementTests(HardhatFixture hardhat) : SettlementSuite(hardhat)
{
    private const int Seed = 20_230_501;

    [NodeTheory]
    [MemberData(nameof(HardhatFixture.NodesAndModes), MemberType = typeof(HardhatFixture))]
    public async Task Books_and_chain_agree_after_every_tick_of_a_random_economy(string node, SettlementMode mode)
    {
        var contract = await DeployAsync(node);
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = mode, EntriesPerBatch = 7, LagTicks = 4 });
        foreach (var tick in Enumerable.Range(0, 12))
        {
            queue.Accept(books.Tick(Enumerable.Range(Seed + tick * 40, 20)));
            await WaitUntilClosedAsync(queue, tick + 1);
            var reconciliation = await Reconciliation.CompareAsync(contract, books.Ledger);
            Assert.True(reconciliation.Agrees, string.Join('\n', reconciliation.Differences));
        }

        var atEnd = await queue.ReconcileAsync(books.Ledger);
        Assert.True(atEnd.Agrees && atEnd.Balances > 0, $"{atEnd}");
        Assert.Equal(12, await contract.NextTickAsync());
    }

    [NodeTheory]
    [MemberData(nameof(HardhatFixture.NodesAndModes), MemberType = typeof(HardhatFixture))]
    public async Task Rows_and_roots_say_what_happened(string node, SettlementMode mode)
    {
        var contract = await DeployAsync(node);
        var books = new RandomJournal();
        TickJournal[] journals = [books.Tick(Enumerable.Range(Seed, 30)), books.Tick([]), books.Tick(Enumerable.Range(0, 40))];
        await using var queue = new SettlementQueue(contract, new SettlementSpec { Mode = mode, EntriesPerBatch = 10 });
        foreach (var journal in journals) queue.Accept(journal);
        await queue.CompleteAsync();

        Assert.Equal([0, 1, 2], queue.Rows.Select(r => r.Tick));
        Assert.Equal(journals.Select(j => j.Root.ToString()), queue.Rows.Select(r => r.JournalRoot));
        Assert.Equal(journals.Select(j => j.Entries.Length), queue.Rows.Select(r => r.JournalEntries));
        foreach (var journal in journals) Assert.Equal(journal.Root, await contract.JournalRootAsync(journal.Tick));
        Assert.True(queue.Rows[1] is { FirstBatch: null, Batches: 0, SettledEntries: 0, Gas: > 0 }, "an empty tick needs no batch, but a close");
        Assert.Equal(queue.Rows[0].Batches + 2, queue.Rows[2].FirstBatch);
        Assert.Equal(queue.Rows.Sum(r => r.Batches) + 3, await contract.NextBatchAsync());
        Assert.All(queue.Rows, r => Assert.True(r.SettledEntries <= 10 * r.Batches && (mode == SettlementMode.Netted || r.SettledEntries == r.JournalEntries)));
        Assert.Equal((3, 3, 0), (queue.Progress.AcceptedTicks, queue.Progress.ClosedTicks, queue.Progress.LagTicks));
        Assert.Equal(queue.Rows.Sum(r => r.Gas), queue.Progress.Gas);
    }

    [NodeTheory]
    [MemberData(nameof(HardhatFixture.Nodes), MemberType = typeof(HardhatFixture))]
    public async Task One_balance_changed_behind_the_ledgers_back_is_the_one_difference_found(string node)
    {
        var contract = await DeployAsync(node);
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec());
        queue.Accept(books.Tick(Enumerable.Range(Seed, 50)));
        await queue.CompleteAsync();

        var account = new AccountId(5);
        var held = books.Ledger[account, TokenId.Currency];
        var (_, control) = await SharedAsync(node);
        await HardhatFixture.SetBalanceAsync(control, contract, account, held + 1);
        var changed = await Reconciliation.CompareAsync(contract, books.Ledger);
        Assert.Equal([new Difference(account, TokenId.Currency, held, held + 1)], changed.Differences);
        Assert.Equal($"account 5, currency: {held} in the books, {held + 1} on chain", changed.Differences[0].ToString());

        await HardhatFixture.SetBalanceAsync(control, contract, account, held);
        Assert.True((await Reconciliation.CompareAsync(contract, books.Ledger)).Agrees);
        Assert.Equal(RandomJournal.Tokens * RandomJournal.Accounts, changed.Balances);
    }

    [NodeTheory]
    [MemberData(nameof(HardhatFixture.Nodes), MemberType = typeof(HardhatFixture))]
    public async Task The_contract_refuses_a_batch_twice_or_early(string node)
    {
        var contract = await DeployAsync(node);
        var books = new RandomJournal();
        var packed = new NetComposer(300).Compose(books.Tick(Enumerable.Range(Seed, 20)))[0];
        var sender = new OperationSender(new FixedChain(contract));
        await sender.ApplyAsync([Operation.Batch(0, 0, packed)], CancellationToken.None);
        foreach (var number in (int[])[0, 2])
        {
            var call = new ContractCall(contract.Place.Settlement, SettlementAbi.Settle(number, packed.Moves, packed.AssetMoves), contract.Place.Settler);
            var refused = (await contract.Client.CallAsync([call]))[0].Error;
            Assert.Equal($"BatchOutOfOrder({number}, 1)", refused!.Describe());
        }

        Assert.Equal(1, await contract.NextBatchAsync());
        Assert.True((await Reconciliation.CompareAsync(contract, books.Ledger)).Agrees);
    }

    [NodeTheory]
    [MemberData(nameof(HardhatFixture.Nodes), MemberType = typeof(HardhatFixture))]
    public async Task A_journal_that_the_chain_cannot_follow_stops_settlement_and_says_where(string node)
    {
        var contract = await DeployAsync(node);
        await using var queue = new SettlementQueue(contract, new SettlementSpec { LagTicks = 1, Mode = SettlementMode.Batch });
        queue.Accept(new TickJournal(0, [new Entry(AccountId.Mint, new AccountId(4), TokenId.Currency, 10, Instrument.Endowment, 1)]));
        queue.Accept(new TickJournal(1, [new Entry(new AccountId(4), new AccountId(5), TokenId.Currency, 11, Instrument.Trade, 1)]));
        var failure = Assert.Throws<SettlementException>(() =>
        {
            for (var tick = 2; tick < 5; tick++) queue.Accept(new TickJournal(tick, []));
        });
        Assert.Equal((1, 2L), (failure.Tick, failure.Batch));
        Assert.Contains("ERC20InsufficientBalance(account 4, 10, 11)", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Remedy);
        await Assert.ThrowsAsync<SettlementException>(() => queue.CompleteAsync());
    }

    private static async Task WaitUntilClosedAsync(SettlementQueue queue, int ticks)
    {
        while (queue.Progress.ClosedTicks < ticks) await Task.Delay(5);
    }
}
