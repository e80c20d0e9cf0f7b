using System.Runtime.InteropServices;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>However and whenever a run is ended: nothing runs on, nothing half-written stays, an earlier run is as it was.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string[]> Phases() => new()
    {
        { "starting a hardhat node", ["--chain", "hardhat"] },
    };

    public static TheoryData<string, string, string[]> CutPhases() => new()
    {
        { "tick ", "", ["--chain", "hardhat", "--ticks", "100000"] },
        { "tick ", "", ["--chain", "none", "--ticks", "100000"] },
        { "settling: tick ", "60 of 60", ["--chain", "hardhat", "--ticks", "60", "--set", "settlement.lagTicks=1000", "--set", "settlement.entriesPerBatch=1"] },
    };

    /// <summary>Without checkpoints it cannot go on, but what was done of it is there, marked as cut, and an earlier run is as it was.</summary>
    [LinuxTheory]
    [MemberData(nameof(CutPhases))]
    public async Task What_a_signal_cuts_short_is_kept_as_such(string line, string at, string[] arguments)
    {
        var earlier = await EarlierRunAsync();
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, .. arguments]);
        await process.SeeAsync("tick 0/");
        await process.SeeAsync(line);
        Assert.True(process.CtrlC());
        var ended = await process.EndAsync();
        await process.LeavesNothingRunningAsync();
        Assert.Equal((130, "economy: cancelled; what was done of it is kept in runs/small.cut\n"), (ended.ExitCode, ended.Error));
        Assert.Equal(earlier, Contents());
        Assert.Equal(["small", "small.cut"], Entries());
        var manifest = Economy.Reporting.RunManifest.Read(folder["runs/small.cut"]);
        Assert.InRange(manifest.Ticks, 1, manifest.CutFrom!.Value);
        Assert.Contains(at, manifest.Notes[0], StringComparison.Ordinal);
        var verified = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small.cut"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [LinuxTheory]
    [MemberData(nameof(Phases))]
    public async Task Ctrl_C_cancels_in_every_phase(string line, string[] arguments)
    {
        var earlier = await EarlierRunAsync();
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, .. arguments]);
        await process.SeeAsync(line);
        Assert.True(process.CtrlC());

        await IsCancelledAsync(process);
        Assert.Equal(earlier, Contents());
    }

    [LinuxFact]
    public async Task Ctrl_C_while_the_report_is_written_comes_too_late()
    {
        var earlier = await EarlierRunAsync();
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--ticks", "5"]);
        await process.SeeAsync("writing the report");
        process.CtrlC();

        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.NotEqual(earlier, Contents());
        Assert.Equal(["small"], Entries());
    }

    [LinuxFact]
    public async Task Ctrl_C_cancels_while_packages_are_installed()
    {
        using var clone = new SmallClone();
        using var process = EconomyProcess.Start(clone.Path, ["run", "small.yaml"], ("ECONOMY_CACHE", clone.Cache));
        await process.SeeAsync("Installing ");
        Assert.True(process.CtrlC());

        Assert.False(await IsCancelledAsync(process), "nothing runs before its packages are there");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(clone.Path, "runs")));
    }

    [LinuxTheory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGHUP)]
    public async Task Other_requests_to_end_cancel_too(PosixSignal signal)
    {
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--chain", "hardhat", "--ticks", "100000"]);
        await process.SeeAsync("starting a hardhat node");
        process.Signal(signal);

        Assert.Equal(await IsCancelledAsync(process) ? ["small.cut"] : [], Entries());
    }

    [LinuxFact]
    public async Task A_killed_run_takes_its_node_and_its_unfinished_folder_with_it()
    {
        var earlier = await EarlierRunAsync();
        using var process = EconomyProcess.Start(folder.Path, ["run", EconomyProcess.Small, "--chain", "hardhat", "--ticks", "100000"]);
        await process.SeeAsync("tick 0/");
        process.Kill();

        await process.LeavesNothingRunningAsync();
        Assert.Equal(earlier, Contents());
        Assert.Equal(["small"], Entries());
        await process.EndAsync();
    }

    public void Dispose() => folder.Dispose();

    /// <returns>Whether the first ticks were over before it was heard: a node may be there at once.</returns>
    private static async Task<bool> IsCancelledAsync(EconomyProcess process)
    {
        var ended = await process.EndAsync();
        Assert.True(ended.ExitCode == 130, ended.ToString());
        await process.LeavesNothingRunningAsync();
        var hasBegun = ended.Error.Contains("small.cut", StringComparison.Ordinal);
        Assert.Equal($"economy: cancelled; {(hasBegun ? "what was done of it is kept in runs/small.cut" : "nothing of this run was kept")}\n", ended.Error);
        return hasBegun;
    }

    private async Task<string> EarlierRunAsync()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--ticks", "1", "--quiet"]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return Contents();
    }

    private string Contents()
    {
        Assert.Contains("small", Entries());
        return string.Join('\n', Directory.EnumerateFiles(folder["runs/small"], "*.*").Order(StringComparer.Ordinal).Select(f => $"{f} {new FileInfo(f).Length} {File.GetLastWriteTimeUtc(f):O}"));
    }

    private string[] Entries() => [.. Directory.EnumerateFileSystemEntries(folder["runs"]).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal)];
}
