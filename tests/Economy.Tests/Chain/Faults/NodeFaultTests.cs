using System.Diagnostics;
using System.Globalization;
using Economy.Chain;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Scenarios;
using Xunit.Abstractions;

namespace Economy.Tests.Chain;

/// <summary>What the node itself can do: die, hang, grow, be set back, start empty, serve somebody else.</summary>
[Collection(HardhatCollection.Name)]
public class NodeFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : SettlementSuite(hardhat)
{
    private static readonly RpcOptions Impatient = new() { Timeout = TimeSpan.FromSeconds(2), Retries = 1, FirstPause = TimeSpan.FromMilliseconds(20) };

    [NodeFact]
    public async Task A_node_of_the_run_that_is_killed_is_replaced_and_sent_everything_again()
    {
        using var run = new DurableRun(ticks: 40, seed: 3);
        var kills = 0;
        await run.SettleOnceAsync(await OwnAsync(run), async (chain, queue, journal) =>
        {
            if (journal.Tick is not (7 or 21 or 22)) return;
            // In the middle of things: while it settles, and while it is sent everything again.
            while (queue.Progress.ClosedTicks == 0 || !IsRunning(chain.ProcessId)) await Task.Delay(1);
            Kill(chain.ProcessId!.Value, "KILL");
            kills++;
        });
        output.WriteLine(string.Join('\n', run.Settled.Incidents));
        Assert.InRange(run.Settled.Incidents.Count, 1, kills);
        Assert.Equal("lost", Assert.Single(run.Settled.Generations).Cause);
    }

    [LinuxNodeFact]
    public async Task A_node_of_the_run_that_hangs_is_replaced()
    {
        using var run = new DurableRun(ticks: 12, seed: 4);
        await run.SettleOnceAsync(await OwnAsync(run), (chain, _, journal) =>
        {
            if (journal.Tick == 6) Kill(chain.ProcessId!.Value, "STOP");
            return Task.CompletedTask;
        });
        Assert.Contains("failed after tick", Assert.Single(run.Settled.Incidents), StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task A_node_of_the_run_that_dies_before_the_first_tick_or_while_it_is_replaced_is_replaced()
    {
        using var run = new DurableRun(ticks: 6, seed: 13);
        var started = 0;
        // The first two die before a contract is there, the fourth, which replaces the third, too.
        var request = await run.RequestAsync(cancel => StartAsync(cancel: cancel), node =>
        {
            if (++started is 1 or 2 or 4) Kill(node.ProcessId!.Value, "KILL");
            return Connect(node.Url, Impatient);
        });
        await run.SettleOnceAsync(request, (chain, _, journal) =>
        {
            if (journal.Tick == 3) Kill(chain.ProcessId!.Value, "KILL");
            return Task.CompletedTask;
        });
        Assert.Equal(5, started);
        Assert.Equal("lost", Assert.Single(run.Settled.Generations).Cause);
    }

    [NodeFact]
    public async Task A_node_of_the_run_that_always_dies_is_named_as_the_runs_own()
    {
        using var run = new DurableRun(ticks: 1, seed: 14);
        var failure = await Assert.ThrowsAsync<ChainNodeException>(async () => await run.SettleOnceAsync(await OwnAsync(run, node => Kill(node.ProcessId!.Value, "KILL"))));
        Assert.StartsWith("The node that the run has started failed 3 times.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--chain hardhat", failure.Remedy, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task A_node_that_mines_no_blocks_is_said_so_and_asked_for_one_deployment_only()
    {
        if (Node == "anvil") return; // It is told to mine.
        var node = await StartAsync();
        await using (node)
        {
            var said = new List<string>();
            var client = Connect(node.Url, new RpcOptions { Report = said.Add });
            await client.InvokeAsync<bool>("evm_setAutomine", [false]);
            using var run = new DurableRun(ticks: 1, seed: 15);
            var failure = await Assert.ThrowsAsync<EndpointException>(async () => await run.SettleOnceAsync(await run.RequestAsync(cancel => ChainNode.ConnectAsync(node.Url, cancel: cancel), _ => client)));
            Assert.Equal(EndpointFault.NotMining, failure.Fault);
            Assert.Contains("takes transactions but mines no block of them: it has been at block 0", failure.Message, StringComparison.Ordinal);
            Assert.Contains("the node has mined no block since 0; waiting for one", said);
            using var control = new EthereumClient(node.Url);
            Assert.Equal("0x1", await control.InvokeAsync<string>("eth_getBlockTransactionCountByNumber", ["pending"]));
        }
    }

    [NodeFact]
    public async Task A_chain_that_is_set_back_is_sent_what_it_has_lost()
    {
        using var run = new DurableRun(ticks: 30, seed: 5);
        var (_, control) = await SharedAsync();
        var snapshot = "";
        await run.SettleOnceAsync(await GivenAsync(run), async (_, queue, journal) =>
        {
            await CaughtUpAsync(queue);
            if (journal.Tick is 8 or 20) snapshot = (await control.InvokeAsync<string>("evm_snapshot", []))!;
            if (journal.Tick is 15 or 28) await control.InvokeAsync<bool>("evm_revert", [snapshot]);
        });
        output.WriteLine(string.Join('\n', run.Settled.Incidents));
        Assert.Equal(2, run.Settled.Incidents.Count(i => i.Contains("the chain was set back", StringComparison.Ordinal)));
    }

    [NodeFact]
    public async Task A_chain_that_is_set_back_after_the_last_batch_is_found_out()
    {
        using var run = new DurableRun(ticks: 6, seed: 6);
        var (_, control) = await SharedAsync();
        var request = await GivenAsync(run);
        var snapshot = "";
        await run.SettleOnceAsync(request, async (_, _, journal) => snapshot = journal.Tick == 4 ? (await control.InvokeAsync<string>("evm_snapshot", []))! : snapshot);
        await control.InvokeAsync<bool>("evm_revert", [snapshot]);
        await run.SettleOnceAsync(request);
        Assert.Equal("start", Assert.Single(run.Settled.Generations).Cause);
    }

    [NodeFact]
    public async Task Somebody_elses_node_that_restarts_empty_stops_the_run_and_a_resumed_run_sends_everything_again()
    {
        using var run = new DurableRun(ticks: 20, seed: 7);
        await RestartAsync(run, async node => await Task.CompletedTask);
        Assert.Contains("There is no contract at", run.Reasons[0], StringComparison.Ordinal);
        // Anvil keeps transactions that are early. When the numbers come up, those sent before the run was stopped are applied too.
        if (Node != "anvil") Assert.Single(run.Reasons);
        else Assert.All(run.Reasons.Skip(1), reason => Assert.Contains("it has applied what this one never sent", reason, StringComparison.Ordinal));
        Assert.Equal("resumed", Assert.Single(run.Settled.Generations).Cause);
    }

    [NodeFact]
    public async Task A_node_that_meanwhile_belongs_to_another_run_is_recognised()
    {
        using var run = new DurableRun(ticks: 20, seed: 8);
        await RestartAsync(run, async node =>
        {
            using var client = new EthereumClient(node.Url);
            await HardhatFixture.DeployAsync(client);
        });
        Assert.Contains("belongs to another run", Assert.Single(run.Reasons), StringComparison.Ordinal);
        Assert.Equal("resumed", Assert.Single(run.Settled.Generations).Cause);
    }

    [NodeTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_second_process_that_settles_into_the_same_contract_stops_the_run(bool closes)
    {
        using var run = new DurableRun(ticks: 20, seed: 9);
        var failure = await Assert.ThrowsAsync<SettlementException>(async () => await run.SettleOnceAsync(await GivenAsync(run), async (chain, queue, journal) =>
        {
            if (journal.Tick != 11) return;
            await CaughtUpAsync(queue);
            var next = await chain.Contract.NextBatchAsync();
            var other = closes ? Operation.Close(next, new(11, [])) : Operation.Batch(next, 11, new PackedBatch(new byte[15].Append((byte)1).ToArray(), [], 1));
            await new OperationSender(new FixedChain(chain.Contract), next).ApplyAsync([other], CancellationToken.None);
        }));
        output.WriteLine(failure.Message);
        Assert.Equal(SettlementFault.OtherWriter, failure.Fault);
        Assert.Contains("another process settles into the same contract", failure.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task A_node_that_grows_too_large_is_left_for_a_fresh_one_with_the_balances_reached()
    {
        // A node that has done nothing holds more than this, so every tick is settled on a node of its own.
        using var run = new DurableRun(ticks: 3, seed: 10, new SettlementSpec { EntriesPerBatch = 5, LagTicks = 2, NodeMemoryMegabytes = 64 });
        await run.SettleOnceAsync(await OwnAsync(run));
        var generations = run.Settled.Generations;
        Assert.Equal([0, 1, 2, 3], generations.Select(g => g.FirstTick));
        Assert.All(generations.SkipLast(1), g => Assert.Equal((g.FirstTick, RandomJournal.Accounts * RandomJournal.Tokens), (g.LastTick, (int)g.Compared!)));
        Assert.All(generations.Skip(1), g => Assert.Equal("memory", g.Cause));
    }

    [NodeFact]
    public async Task A_run_that_had_left_a_node_when_it_was_stopped_is_resumed_from_the_balances_reached()
    {
        using var run = new DurableRun(ticks: 4, seed: 12, new SettlementSpec { EntriesPerBatch = 5, LagTicks = 1, NodeMemoryMegabytes = 64 });
        await run.SettleAsync(await OwnAsync(run), async (_, queue, journal) =>
        {
            if (journal.Tick != 3 || run.Stops > 0) return;
            await CaughtUpAsync(queue);
            throw new ChainNodeException("The test stops it here.", "Resume.");
        });
        Assert.Single(run.Reasons);
        Assert.Contains(run.Settled.Generations, g => g is { Cause: "resumed", FirstTick: > 0 });
    }

    [NodeFact]
    public async Task A_balance_changed_behind_the_ledgers_back_is_found_before_a_node_is_left()
    {
        using var run = new DurableRun(ticks: 3, seed: 11, new SettlementSpec { EntriesPerBatch = 5, NodeMemoryMegabytes = 64 });
        var own = default(ChainNode);
        var failure = await Assert.ThrowsAsync<SettlementException>(async () => await run.SettleOnceAsync(await OwnAsync(run, node => own = node), async (chain, _, journal) =>
        {
            if (journal.Tick != 0) return;
            using var control = new EthereumClient(own!.Url);
            await HardhatFixture.SetBalanceAsync(control, chain.Contract, new(5), 1_234_567_890_123);
        }));
        Assert.Equal(SettlementFault.Disagrees, failure.Fault);
        Assert.Contains("account 5, currency: ", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Waits until the chain is where the books are, or will never be.</summary>
    private static async Task CaughtUpAsync(SettlementQueue queue)
    {
        for (var patience = Stopwatch.StartNew(); queue.Progress.LagTicks > 0 && patience.Elapsed < TimeSpan.FromSeconds(3);) await Task.Delay(1);
    }

    private Task<ChainRequest> OwnAsync(DurableRun run, Action<ChainNode>? connecting = null) => run.RequestAsync(cancel => StartAsync(cancel: cancel), node =>
    {
        connecting?.Invoke(node);
        return Connect(node.Url, Impatient);
    });

    /// <summary>Settles on somebody else's node, which is restarted on the same port while it is at work.</summary>
    private async Task RestartAsync(DurableRun run, Func<ChainNode, Task> restarted)
    {
        var node = await StartAsync();
        var url = node.Url;
        try
        {
            await run.SettleAsync(await run.RequestAsync(cancel => ChainNode.ConnectAsync(url, cancel: cancel), given => Connect(given.Url)), async (_, queue, journal) =>
            {
                if (journal.Tick != 11) return;
                await CaughtUpAsync(queue);
                await node.DisposeAsync();
                node = await StartAsync(url.Port);
                await restarted(node);
            });
        }
        finally
        {
            await node.DisposeAsync();
        }

        output.WriteLine(string.Join('\n', run.Reasons));
    }

    private async Task<ChainRequest> GivenAsync(DurableRun run)
    {
        var (node, _) = await SharedAsync();
        return await run.RequestAsync(cancel => ChainNode.ConnectAsync(node.Url, cancel: cancel), given => Connect(given.Url));
    }

    private static bool IsRunning(int? process)
    {
        try
        {
            return process is { } id && !Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Kill(int process, string signal)
    {
        if (signal == "KILL")
        {
            // With the anvil that it keeps, which would follow it only by and by: a short run is over by then.
            Process.GetProcessById(process).Kill(entireProcessTree: true);
            return;
        }

        // Anvil itself is the only child of the process that keeps it.
        var children = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task/{process}/children")).Trim();
        using var kill = Process.Start("kill", [$"-{signal}", Node == "anvil" ? children : process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

/// <summary>The same on anvil.</summary>
[NeedsAnvil]
[Collection(HardhatCollection.Name)]
public sealed class NodeFaultAnvilTests(HardhatFixture hardhat, ITestOutputHelper output) : NodeFaultTests(hardhat, output)
{
    protected override string Node => "anvil";
}
