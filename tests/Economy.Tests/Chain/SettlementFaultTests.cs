using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Scenarios;

namespace Economy.Tests.Chain;

/// <summary>What happens to the money when node or network fail: nothing.</summary>
[Collection(HardhatCollection.Name)]
public class SettlementFaultTests(HardhatFixture hardhat) : SettlementSuite(hardhat)
{
    public static TheoryData<string> Faults => ["answer lost after sending", "request lost before sending", "answer of one refused", "receipts lost"];

    [NodeTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_costs_time_and_no_unit_is_lost_or_doubled(string fault)
    {
        var network = new FaultyHandler();
        var client = await ClientAsync(handler: network, options: new RpcOptions { Retries = 0 });
        var contract = await HardhatFixture.DeployAsync(client);
        var times = 0;
        if (fault == "receipts lost") network.OnReceipts = ask => ++times % 3 == 1 ? throw FaultyHandler.Lost : ask();
        else network.OnSend = async send => (++times % 3, fault) switch
        {
            (1, "request lost before sending") => throw FaultyHandler.Lost,
            (1, "answer lost after sending") => (await send()).IsSuccessStatusCode ? throw FaultyHandler.Lost : throw new InvalidOperationException(),
            (1, "answer of one refused") => await FaultyHandler.LastRefusedAsync(await send()),
            _ => await send(),
        };

        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { EntriesPerBatch = 5 });
        for (var tick = 0; tick < 8; tick++) queue.Accept(books.Tick(Enumerable.Range(tick * 30, 25)));
        await queue.CompleteAsync();

        Assert.True(times > 0, "the fault was never met");
        var reconciliation = await Reconciliation.CompareAsync(contract, books.Ledger);
        Assert.True(reconciliation.Agrees, string.Join('\n', reconciliation.Differences));
        Assert.Equal(queue.Progress.Batches + queue.Progress.ClosedTicks, await contract.NextBatchAsync());
        Assert.All(queue.Rows, row => Assert.True(row.Gas > 21_000 * (row.Batches + 1), "gas is known even where the receipt had to be found again"));
    }

    [NodeFact]
    public async Task A_node_that_stays_silent_stops_settlement_with_its_own_fault_as_the_reason()
    {
        var network = new FaultyHandler();
        var client = await ClientAsync(handler: network, options: new RpcOptions { Retries = 0 });
        var contract = await HardhatFixture.DeployAsync(client);
        network.OnSend = _ => throw FaultyHandler.Lost;
        await using var queue = new SettlementQueue(contract, new SettlementSpec());
        queue.Accept(new RandomJournal().Tick([1, 2, 3]));
        var failure = await Assert.ThrowsAsync<SettlementException>(() => queue.CompleteAsync());
        Assert.Contains("the answer was lost", failure.Message, StringComparison.Ordinal);
        Assert.IsType<EndpointException>(failure.InnerException);
    }

    /// <summary>Nothing is sent after the last receipt, so that only asking where the chain stands can tell.</summary>
    [NodeFact]
    public async Task A_chain_that_was_set_back_after_the_last_receipt_is_noticed_at_the_end()
    {
        var contract = await DeployAsync();
        var (_, control) = await SharedAsync();
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec());
        queue.Accept(books.Tick([1, 2, 3]));
        await SettledAsync(1);
        var snapshot = await control.InvokeAsync<string>("evm_snapshot", []);
        queue.Accept(books.Tick([4, 5, 6]));
        await SettledAsync(2);
        await control.InvokeAsync<bool>("evm_revert", [snapshot!]);
        var failure = await Assert.ThrowsAsync<SettlementException>(() => queue.CompleteAsync());
        Assert.Contains("the chain was set back", failure.Message, StringComparison.Ordinal);

        async Task SettledAsync(int ticks)
        {
            while (queue.Progress.ClosedTicks < ticks) await Task.Delay(5);
        }
    }

    /// <summary>The receipts of a window are known but for its last, when the chain forgets all of it.</summary>
    [NodeFact]
    public async Task What_a_chain_forgets_of_a_window_that_is_under_way_is_sent_again()
    {
        var network = new FaultyHandler();
        var client = await ClientAsync(handler: network, options: new RpcOptions { Retries = 0 });
        var contract = await HardhatFixture.DeployAsync(client);
        var (_, control) = await SharedAsync();
        var snapshot = await control.InvokeAsync<string>("evm_snapshot", []);
        var (sent, known) = (0, 0);
        network.OnSend = async send => ++sent == 1 ? await FaultyHandler.LastRefusedAsync(await send()) : await send();
        network.OnReceipts = async ask =>
        {
            var answer = await ask();
            if (++known == 1) await control.InvokeAsync<bool>("evm_revert", [snapshot!]);
            return answer;
        };
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { EntriesPerBatch = 5 });
        queue.Accept(books.Tick(Enumerable.Range(0, 25)));
        await queue.CompleteAsync();
        Assert.True(sent > 1 && known > 1, "nothing was sent again");
        var reconciliation = await Reconciliation.CompareAsync(contract, books.Ledger);
        Assert.True(reconciliation.Agrees, string.Join('\n', reconciliation.Differences));
    }

    [NodeFact]
    public async Task The_simulation_is_never_more_than_the_allowed_number_of_ticks_ahead()
    {
        var network = new FaultyHandler();
        var client = await ClientAsync(handler: network, options: new RpcOptions { Retries = 0 });
        var contract = await HardhatFixture.DeployAsync(client);
        var gate = new TaskCompletionSource();
        network.OnSend = async send =>
        {
            await gate.Task;
            return await send();
        };
        var books = new RandomJournal();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { LagTicks = 3 });
        var producing = Task.Run(() =>
        {
            for (var tick = 0; tick < 10; tick++) queue.Accept(books.Tick([tick]));
        });
        while (queue.Progress.AcceptedTicks < 3) await Task.Delay(5);
        await Task.Delay(100);
        Assert.Equal((3, 3, false), (queue.Progress.AcceptedTicks, queue.Progress.LagTicks, producing.IsCompleted));

        gate.SetResult();
        await producing;
        await queue.CompleteAsync();
        Assert.All(queue.Rows, row => Assert.InRange(row.LagTicks, 0, 3));
    }

    [NodeFact]
    public async Task An_abandoned_queue_lets_go_of_a_waiting_simulation()
    {
        var network = new FaultyHandler();
        var client = await ClientAsync(handler: network, options: new RpcOptions { Retries = 0 });
        var contract = await HardhatFixture.DeployAsync(client);
        network.OnSend = _ => new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(TimeSpan.FromMinutes(1));
        using var cancel = new CancellationTokenSource();
        await using var queue = new SettlementQueue(contract, new SettlementSpec { LagTicks = 1 }, cancel.Token);
        queue.Accept(new RandomJournal().Tick([1]));
        var waiting = Task.Run(() =>
        {
            for (var tick = 1; tick < 1000; tick++) queue.Accept(new RandomJournal().Tick([tick]));
        });
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}

/// <summary>The same on anvil.</summary>
[NeedsAnvil]
[Collection(HardhatCollection.Name)]
public sealed class SettlementFaultAnvilTests(HardhatFixture hardhat) : SettlementFaultTests(hardhat)
{
    protected override string Node => "anvil";
}
