using Economy.Reporting;
using Economy.Tests.Chain;

namespace Economy.Tests.Cli;

/// <summary>A run that is touched while it is settled.</summary>
[Collection(HardhatRunsCollection.Name)]
public sealed class TouchedSettlementTests(HardhatFixture hardhat) : TouchedRuns
{
    [LinuxFact]
    public async Task A_run_is_paused_and_changed_while_the_chain_is_behind_and_both_agree_at_the_end()
    {
        await using var node = new FaultyProxy(hardhat.Node.Url);
        using var run = Start("--ticks", "9", "--chain", node.Url.ToString());
        var page = await PageAsync(run);
        await StepAsync(page, 2);

        // From now on nothing is taken up by the chain, and the run goes on as far as it may.
        var (opened, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        node.Watch = async (_, request, answered) =>
        {
            if (answered || !request.Contains("eth_sendTransaction", StringComparison.Ordinal)) return;
            held.TrySetResult();
            await opened.Task;
        };
        await StepAsync(page, 2);
        await held.Task.WaitAsync(TimeSpan.FromMinutes(1));   // the chain is behind
        await TouchAsync(page, new { @do = "set", key = Tax, value = "0.4" });
        await StepAsync(page, 1);
        await TouchAsync(page, new { @do = "set", key = Fee, value = "40" });
        opened.SetResult();
        await TouchAsync(page, new { @do = "go" });
        var ended = await run.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        await run.LeavesNothingRunningAsync();

        Assert.Empty(RunManifest.Read(Folder["runs/touched"]).Reconciliation!.Differences);
        Assert.Equal([5, 6], ChangesOf("touched").Select(e => e.At));
        await IsTheSameAgainAsync("touched", "--chain", "none");
    }
}
