using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using Akka.Actor;
using Economy.Actors;
using Economy.Actors.Cells;
using Economy.Actors.Nodes;
using Economy.Cli;
using Economy.Cli.Backends;
using Economy.Reporting;
using Economy.Tests.Cli;
using Economy.Tests.Reporting;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Tests.Actors.Nodes;

/// <summary>Runs on real node processes, which are killed without a warning, stopped, and joined while the run goes on.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task A_run_is_the_same_on_one_process_and_on_two()
    {
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        var scenario = ClusterNodes.Scenario(ticks: 12);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage));
        await cluster.JoinAsync();
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage));
        var living = Economy.Tests.World.Worlds.Living();
        Assert.Equal(ClusterNodes.Run(living, world => ActorRuns.Stage(world)), ClusterNodes.Run(living, cluster.NewStage));
    }

    /// <summary>After each of the eight steps of a tick, in a tick of its own, a node is killed, and another joins in its place.</summary>
    [Fact]
    public async Task A_node_killed_in_any_step_of_a_tick_costs_time_only()
    {
        var scenario = ClusterNodes.Scenario(ticks: 10);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        using var cluster = new ClusterNodes();
        for (var n = 0; n < 3; n++) await cluster.JoinAsync();
        var killed = new List<string>();
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage, (step, tick) =>
        {
            if (tick < 2 || killed.Count >= StepWatch.Steps.Count || StepWatch.Steps[killed.Count] != step || tick != killed.Count + 2) return;
            cluster.KillOldest();
            cluster.JoinAsync().Wait();
            killed.Add(step);
        }));
        Assert.Equal(StepWatch.Steps, killed);
    }

    /// <summary>A stopped process is what a node behind a partition looks like. When it goes on, the run has gone on without it.</summary>
    [Fact]
    public async Task A_node_cut_off_is_left_behind_and_joins_anew()
    {
        var scenario = ClusterNodes.Scenario(ticks: 12);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        var cutOff = await cluster.JoinAsync();
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage, (step, tick) =>
        {
            if (step == "decide" && tick == 3) cutOff.Pause();
            if (step == "observe" && tick == 8) cutOff.GoOn();
        }));
        await cutOff.SeeAsync("cut off from the cluster");
        await cutOff.SeeAsync("node at");
    }

    [Fact]
    public async Task A_node_that_leaves_in_order_and_one_that_joins_cost_nothing_but_time()
    {
        var scenario = ClusterNodes.Scenario(ticks: 40);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        var leaver = await cluster.JoinAsync();
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage, (step, tick) =>
        {
            if (step == "allocate" && tick == 5) leaver.Signal(PosixSignal.SIGTERM);
            if (step == "observe" && tick == 10) cluster.JoinAsync().Wait();
        }));
        Assert.Equal(ExitCode.Ok, (await leaver.EndAsync()).ExitCode);
    }

    /// <summary>A lead that stands still is one behind a partition. Its nodes leave it, so it cannot go on alone, and it is resumed to the same bytes.</summary>
    [Fact]
    public async Task A_lead_cut_off_from_its_nodes_stops_and_its_run_is_resumed()
    {
        using var cluster = new ClusterNodes();
        EconomyProcess[] nodes = [await cluster.JoinAsync(), await cluster.JoinAsync()];
        using var folder = new TemporaryFolder();
        string[] run = ["run", EconomyProcess.Small, "--ticks", "600", "--quiet"], on = ["--cluster", cluster.Seed, "--patience", $"{ClusterNodes.Patience}"];
        using (var lead = EconomyProcess.Start(folder.Path, [.. run, .. on, "--checkpoint-every", "10"]))
        {
            while (!lead.HasExited && !File.Exists(folder["runs/small.unfinished/checkpoint.bin"])) await Task.Delay(10);
            lead.Pause();
            foreach (var node in nodes) await node.SeeAsync("cut off from the cluster");
            lead.GoOn();
            var stopped = await lead.EndAsync();
            Assert.True(stopped.ExitCode == ExitCode.RunFailed, stopped.ToString());
            Assert.Contains("economy resume", stopped.Error, StringComparison.Ordinal);
        }

        foreach (var node in nodes) await node.SeeAsync("node at");
        var resumed = await EconomyProcess.RunAsync(folder.Path, ["resume", "runs/small", "--quiet", .. on]);
        Assert.True(resumed.ExitCode == ExitCode.Ok, resumed.ToString());
        var whole = await EconomyProcess.RunAsync(folder.Path, [.. run, "--name", "whole"]);
        Assert.True(whole.ExitCode == ExitCode.Ok, whole.ToString());
        Assert.Equal(RunManifest.Read(folder["runs/whole"]).EconomyDigest, RunManifest.Read(folder["runs/small"]).EconomyDigest);
    }

    /// <summary>What is left of a run whose lead has died does not stand in the way of the next.</summary>
    [Fact]
    public async Task A_run_whose_lead_is_killed_can_be_run_again()
    {
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        using (var runs = new TemporaryFolder())
        using (var lead = EconomyProcess.Start(runs.Path, ["run", EconomyProcess.Small, "--cluster", cluster.Seed, "--patience", $"{ClusterNodes.Patience}", "--ticks", "5000"]))
        {
            await lead.SeeAsync("tick 0");
            await lead.SeeAsync("tick");
            lead.Kill();
            await lead.EndAsync();
        }

        var scenario = ClusterNodes.Scenario(ticks: 6);
        Assert.Equal(ClusterNodes.Run(scenario, world => ActorRuns.Stage(world)), ClusterNodes.Run(scenario, cluster.NewStage));
    }

    [Fact]
    public async Task Nodes_that_start_at_once_find_one_another()
    {
        using var cluster = new ClusterNodes();
        await Task.WhenAll(cluster.JoinAsync(), cluster.JoinAsync(), cluster.JoinAsync());
        Assert.Equal(3, cluster.Places.Distinct().Count());
    }

    [Fact]
    public void A_message_of_another_version_is_refused()
    {
        using var system = ActorSystem.Create("messages");
        var serializer = new CellSerializer((ExtendedActorSystem)system);
        ICellMessage[] messages =
        [
            new Revive(-7, 3, 9, 12, 4096, 128, [1, 2], [3, 4, 5]), new Step(-7, 3, 9, 12, Phase.Perform, new byte[] { 6 }), new Rest(-7, 3, 0),
            new Answer(-7, 3, 9, new byte[] { 7, 8 }), new Lost(-7, 3, 9), new Broken(-7, 3, 9, true, "too large"),
        ];
        foreach (var message in messages)
        {
            var (bytes, manifest) = (serializer.ToBinary(message), serializer.Manifest(message));
            Assert.Equivalent(message, serializer.FromBinary(bytes, manifest), strict: true);
            var refusal = Assert.Throws<SerializationException>(() => serializer.FromBinary(bytes, manifest[..1] + "0"));
            Assert.Contains($"this program speaks version {Frame.Version}", refusal.Message, StringComparison.Ordinal);
            Assert.ThrowsAny<Exception>(() => serializer.FromBinary(bytes[..^1], manifest));
        }
    }

    [Fact]
    public void A_cluster_that_is_not_there_is_an_error_with_a_remedy()
    {
        var world = new WorldModel(ClusterNodes.Scenario(ticks: 1));
        var nowhere = new ClusterOptions { Seeds = [new DnsEndPoint("127.0.0.1", ClusterNodes.FreePort())], WaitForNodes = TimeSpan.FromSeconds(2) };
        var failed = Assert.Throws<ClusterException>(() => ClusterRuns.Stage(world, Blueprint.Of(world), nowhere));
        Assert.StartsWith("no node answers at 127.0.0.1:", failed.Message, StringComparison.Ordinal);
        Assert.Contains("economy cluster node --seed 127.0.0.1:", failed.Remedy, StringComparison.Ordinal);
    }
}
