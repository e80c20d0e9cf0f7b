using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Economy.Actors;
using Economy.Cli.Engines;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Allocate;

namespace Economy.Cli.Running;

/// <summary>
/// One run from set-up to report. Everything it starts is ended, and nothing half-written stays, whichever way it ends; but
/// where checkpoints are kept the unfinished run stays, to be resumed.
/// </summary>
internal sealed class RunSession(RunRequest request, IDisplay display, CancellationToken cancel)
{
    private readonly Scenario scenario = request.World.Scenario;
    private readonly string text = ScenarioWriter.Print(request.World.Scenario with { Chain = Settlements.Shown(request.World.Scenario.Chain) });

    private string attentionName = AttentionEngine.Embedded;

    /// <summary>Where the run can be resumed from, if it was not completed.</summary>
    public string? Resumable { get; private set; }

    /// <summary>Runs the scenario.</summary>
    /// <returns>The manifest as published, and the folder it lies in.</returns>
    public async Task<(RunManifest Manifest, string Folder)> RunAsync()
    {
        foreach (var note in request.Notes) display.Say(note);
        using var folder = request.Resumed is { } resumed
            ? RunFolder.Reopen(resumed.Folder)
            : RunFolder.Begin(
                request.Root, scenario.Name, scenario.Output.Trades, scenario.Output.Participants, scenario.Quality is not null, scenario.Allocation.Scope is not null,
                keeps: request.CheckpointEvery is not null, blocks: scenario.Frictions is not null);
        using var janitor = request.Resumed is null ? new Janitor(folder.Unfinished) : null;
        try
        {
            return await RunAsync(folder).ConfigureAwait(false);
        }
        catch
        {
            if (folder.HasCheckpoint) Resumable = folder.Target;
            throw;
        }
    }

    private async Task<(RunManifest Manifest, string Folder)> RunAsync(RunFolder folder)
    {
        var head = request.Resumed?.Head ?? NewHead();
        if (request.Resumed is null && request.CheckpointEvery is not null) await File.WriteAllTextAsync(Path.Combine(folder.Unfinished, "scenario.yaml"), text, cancel).ConfigureAwait(false);
        using var journal = scenario.Chain == "none" ? null : Journal(folder.Unfinished, head);
        Stages.Prepare(request);
        var provisions = await Provisions.ForAsync(scenario.Chain, display, cancel).ConfigureAwait(false);
        var settlement = await Settlements.OpenAsync(request, provisions, journal, head.RunId, display, cancel).ConfigureAwait(false);
        await using (settlement.ConfigureAwait(false))
        {
            using var dashboard = request.Dashboard ? OpenDashboard(provisions.ChartLibrary) : null;
            var clock = Stopwatch.StartNew();
            var ledger = await Task.Run(() => Simulate(folder, dashboard?.Rows, head, settlement, clock), CancellationToken.None).ConfigureAwait(false);
            var simulated = clock.Elapsed;
            var settled = await settlement.CompleteAsync(ledger, display, cancel).ConfigureAwait(false);
            foreach (var row in settled.Rows) folder.Write(row);
            journal?.Dispose();
            if (!scenario.Output.Journal) File.Delete(Path.Combine(folder.Unfinished, JournalFile.FileName));
            var manifest = folder.Complete(Manifest(settled, simulated, clock.Elapsed), partial => Finish(partial, provisions.ChartLibrary));
            if (dashboard is not null) await dashboard.FinishAsync(folder.Target).ConfigureAwait(false);
            return (manifest, folder.Target);
        }
    }

    private Dashboard? OpenDashboard(string? chartLibrary)
    {
        try
        {
            var dashboard = Dashboard.Open(RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()), chartLibrary ?? "");
            display.Say($"watch the run at {dashboard.Address}");
            return dashboard;
        }
        catch (HttpListenerException closed)
        {
            display.Say($"no dashboard: {closed.Message}");
            return null;
        }
    }

    private Ledger Simulate(RunFolder folder, RunSoFar? watched, CheckpointHead head, ISettlement settlement, Stopwatch clock)
    {
        using var stage = Stages.Of(request, display, cancel);
        using var attention = AttentionEngine.Open(request.Device, request.Precision);
        attentionName = attention.Name;
        var counted = new TradeCount(watched is null ? folder : new Tee(folder, watched));
        var simulator = new Simulator(request.World, stage, Policies.Of(scenario.Allocation, request.Threads, attention.Scores), counted, settlement.Journals, request.Threads, attention.Learning);
        if (request.Resumed is { } resumed)
        {
            resumed.State.ReadPart(simulator);
            resumed.State.ReadPart(folder);
            if (watched is not null) folder.Replay(watched);
            display.Say($"going on after tick {simulator.Done}");
        }

        var checkpoints = request.CheckpointEvery is null ? null : new Checkpoints(head, folder, settlement, simulator);
        try
        {
            simulator.Run(
                row => display.Show(Progress.OfTicks(row.Tick, scenario.Ticks, row.Participants, counted.Trades, settlement.Batches, clock.Elapsed)),
                tick => checkpoints?.Pass(tick, scenario.Ticks), cancel);
        }
        catch (Exception stopped) when (stopped is not (RunOutputException or ActorFailedException { InnerException: RunOutputException }))
        {
            checkpoints?.Stop();
            throw;
        }

        display.Finish();
        return simulator.Ledger;
    }

    private CheckpointHead NewHead() => new(
        -1, text, Settlements.IsHidden(scenario.Chain), request.Data is { } data ? Path.GetFullPath(data) : null, Path.GetFullPath(request.ScenarioFolder),
        request.Notes, request.CheckpointEvery ?? 0, new Hash32(RandomNumberGenerator.GetBytes(32)));

    private JournalFile Journal(string folder, CheckpointHead head)
    {
        if (request.Resumed is null) return JournalFile.Create(folder, head.RunId);
        var journal = JournalFile.Open(folder, append: true);
        if (journal.CutOff is { } cut) display.Say(cut);
        if (journal.RunId == head.RunId && journal.NextTick > head.Tick) return journal;
        var (theirs, next) = (journal.RunId, journal.NextTick);
        journal.Dispose();
        throw new RunDamagedException(
            Path.Combine(folder, JournalFile.FileName), theirs != head.RunId ? "this is the journal of another run" : $"the journals of ticks {next} to {head.Tick} are missing",
            "Restore the file from a copy, or remove the unfinished run and run the scenario again.");
    }

    // The last moment at which a run can be given up: after this it is published in one step.
    private void Finish(string partial, string? chartLibrary)
    {
        if (chartLibrary is not null)
        {
            display.Say("writing the report");
            HtmlReport.Write(partial, chartLibrary);
        }

        cancel.ThrowIfCancellationRequested();
    }

    private RunManifest Manifest(Settled settled, TimeSpan simulated, TimeSpan whole) => RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()) with
    {
        Notes = request.Notes,
        Settled = settled.OnChain is not null,
        ChainDetails = settled.OnChain,
        Reconciliation = settled.Reconciliation,
        Engines = new Dictionary<string, string> { ["actors"] = request.Cluster is { Seeds.Count: > 0 } ? "akka-cluster" : "akka", ["scores"] = attentionName, ["chain"] = settled.OnChain is null ? "none" : request.ChainClient },
        Timings = new Dictionary<string, double> { ["simulateSeconds"] = simulated.TotalSeconds, ["settledSeconds"] = whole.TotalSeconds },
    };
}
