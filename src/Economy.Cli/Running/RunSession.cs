using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using Economy.Actors;
using Economy.Chain;
using Economy.Cli.Backends;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Reporting;
using Economy.Reporting.Runs;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Cli.Running;

/// <summary>
/// One run from set-up to report. Everything it starts is ended, and nothing half-written stays, whichever way it ends; but
/// where checkpoints are kept the unfinished run stays, to be resumed, and where they are not, what a signal cut short is kept as such.
/// </summary>
internal sealed class RunSession(RunRequest request, IDisplay display, CancellationToken cancel)
{
    private Scenario scenario = request.World.Scenario;
    private string text = Printed(request.World.Scenario);
    private readonly JournalHeads heads = new();

    private string attentionName = AttentionEngine.Embedded;
    private int whole = -1;
    private StoppedBy? stopped;

    private IEnumerable<string> Notes => Warnings.Of(scenario).Concat(request.Notes);

    private static string Printed(Scenario scenario) => ScenarioWriter.Print(scenario with { Chain = Settlements.Shown(scenario.Chain) });

    /// <summary>Where the run can be resumed from, if it was not completed.</summary>
    public string? Resumable { get; private set; }

    /// <summary>Where the part of it that was done is kept, if it was cut short.</summary>
    public string? Cut { get; private set; }

    /// <summary>Runs the scenario.</summary>
    /// <returns>The manifest as published, and the folder it lies in.</returns>
    public async Task<(RunManifest Manifest, string Folder)> RunAsync()
    {
        foreach (var note in Notes) display.Say(note);
        using var folder = request.Resumed is { } resumed
            ? RunFolder.Reopen(resumed.Folder, scenario)
            : RunFolder.Begin(request.Root, scenario.Name, scenario, keeps: request.CheckpointEvery is not null);
        using var janitor = request.Resumed is null ? new Janitor(folder) : null;
        try
        {
            return await RunAsync(folder).ConfigureAwait(false);
        }
        catch (Exception stopped)
        {
            if (folder.HasCheckpoint) Resumable = folder.Target;
            else if (whole > 0 && stopped is OperationCanceledException or ChainException && cancel.IsCancellationRequested)
                KeepCut(folder);
            throw;
        }
    }

    private async Task<(RunManifest Manifest, string Folder)> RunAsync(RunFolder folder)
    {
        var head = request.Resumed is { Head: var begun } ? NewHead() with { Tick = begun.Tick, RunId = begun.RunId } : NewHead();
        Durable.Write(Path.Combine(folder.Unfinished, "scenario.yaml"), text); // So that it can be resumed, and looked at beside another.
        using var journal = scenario.Chain == "none" ? null : Journal(folder.Unfinished, head);
        Stages.Prepare(request);
        var provisions = await Provisions.ForAsync(scenario.Chain, display, cancel).ConfigureAwait(false);
        var settlement = await Settlements.OpenAsync(request, provisions, journal, head.RunId, display, cancel).ConfigureAwait(false);
        await using (settlement.ConfigureAwait(false))
        {
            var hands = request.Dashboard is null ? null : new HandControls(scenario, request.Paused, () => settlement.Standing);
            using var dashboard = request.Dashboard is { } port ? OpenDashboard(provisions.ChartLibrary, port, hands) : null;
            var clock = Stopwatch.StartNew();
            var page = new Watched(dashboard?.Rows, dashboard is null ? null : hands);
            var ledger = await Task.Run(() => Simulate(folder, page, head, settlement, clock), CancellationToken.None)
                .ConfigureAwait(false);
            var simulated = clock.Elapsed;
            var settled = await settlement.CompleteAsync(ledger, display, cancel).ConfigureAwait(false);
            foreach (var row in settled.Rows) folder.Write(row);
            journal?.Dispose();
            // From here on a signal comes too late: what is left takes no time, and all is done.
            var manifest = folder.Complete(
                Manifest(settled, simulated, clock.Elapsed), partial => Report(partial, provisions.ChartLibrary),
                scenario.Output.Journal ? [] : [JournalFile.FileName]);
            if (dashboard is not null) await dashboard.FinishAsync(folder.Target).ConfigureAwait(false);
            return (manifest, folder.Target);
        }
    }

    private Dashboard? OpenDashboard(string? chartLibrary, int port, HandControls? hands)
    {
        try
        {
            var dashboard = Dashboard.Open(RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()),
                new() { Echarts = chartLibrary ?? "", Port = port, Controls = hands, Beside = request.Beside });
            display.Say($"watch the run at {dashboard.Address}");
            if (request.Paused) display.Say("it waits there before its next tick, to be told to go");
            return dashboard;
        }
        catch (SocketException closed)
        {
            display.Say($"no dashboard: {(port == 0 ? "" : $"port {port}: ")}{closed.Message}");
            return null;
        }
    }

    private Ledger Simulate(RunFolder folder, Watched page, CheckpointHead head, ISettlement settlement, Stopwatch clock)
    {
        var (watched, hands) = page;
        using var stage = Stages.Of(request, display, cancel);
        using var attention = AttentionEngine.Open(request.Device, request.Precision);
        attentionName = attention.Name;
        var counted = new TradeCount(watched is null ? folder : new Tee(folder, watched));
        var journals = request.CheckpointEvery is null ? new JournalTee(heads, settlement.Journals) : settlement.Journals;
        var simulator = new Simulator(request.World, stage, Policies.Of(scenario.Allocation, request.Threads, attention.Scores), counted,
            journals, request.Threads, attention.Learning);
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
            if (request.Resumed is not null) Touch(folder, simulator, hands, checkpoints);
            simulator.Run(
                row => display.Show(Progress.OfTicks(row.Tick, scenario.Ticks, row.Participants, counted.Trades, settlement.Batches,
                    clock.Elapsed)),
                tick =>
                {
                    checkpoints?.Pass(tick, scenario.Ticks);
                    folder.LetOthersRead();
                    Touch(folder, simulator, hands, checkpoints);
                }, cancel);
            (whole, stopped) = (simulator.Done, simulator.Stopped);
        }
        catch (Exception failure) when (failure is not (RunOutputException or ActorFailedException { InnerException: RunOutputException }))
        {
            if (checkpoints is not null) checkpoints.Stop();
            else if (cancel.IsCancellationRequested && simulator is { CanBeSaved: true, Done: > 0 })
            {
                simulator.Cut();
                whole = simulator.Done;
            }

            throw;
        }

        display.Finish();
        if (stopped is not null) display.Say($"stopped in tick {stopped.Tick}: {stopped.When}");
        return simulator.Ledger;
    }

    /// <summary>
    /// Between two ticks: what was changed by hand goes into the calendar, on disk before its tick begins, and into a checkpoint where
    /// there are any: nothing of it is lost, whatever happens.
    /// </summary>
    private void Touch(RunFolder folder, Simulator simulator, HandControls? hands, Checkpoints? checkpoints)
    {
        if (hands?.Between(simulator.Done, simulator.Rules, cancel) is not { Count: > 0 } made) return;
        simulator.Intervene(made);
        hands.Took(simulator.Rules);
        scenario = hands.AsRun;
        text = Printed(scenario);
        folder.Become(scenario);
        Durable.Write(Path.Combine(folder.Unfinished, "scenario.yaml"), text);
        checkpoints?.Change(text);
    }

    private CheckpointHead NewHead() => new(
        -1, text, Settlements.IsHidden(scenario.Chain), request.Data is { } data ? Path.GetFullPath(data) : null,
        Path.GetFullPath(request.ScenarioFolder), Path.GetFullPath(request.Root),
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
            Path.Combine(folder, JournalFile.FileName), theirs != head.RunId ? "this is the journal of another run"
                : $"the journals of ticks {next} to {head.Tick} are missing",
            "Restore the file from a copy, or remove the unfinished run and run the scenario again.");
    }

    private void Report(string partial, string? chartLibrary)
    {
        if (chartLibrary is null) return;
        display.Say("writing the report");
        HtmlReport.Write(partial, chartLibrary);
    }

    /// <summary>
    /// Publishes the ticks that were over as <c>NAME.cut</c>: their tables, hashes and digests; the books alone, whatever of them had been
    /// settled.
    /// </summary>
    private void KeepCut(RunFolder folder)
    {
        try
        {
            foreach (var row in heads.Rows.Take(whole + 1)) folder.Write(row);
            folder.Cut();
            var manifest = RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()) with
            {
                Ticks = whole,
                CutFrom = scenario.Ticks,
                Stopped = stopped,
                Notes = [$"stopped by a signal after tick {whole} of {scenario.Ticks}; nothing of it was compared with a chain", .. Notes],
                MadeBy = MadeBy("none"),
            };
            folder.Complete(manifest, before: null, JournalFile.FileName);
            Cut = folder.Target;
        }
        catch (RunOutputException failed)
        {
            display.Say($"{failed.Place}: {failed.Problem}"); // Then nothing is kept, as the one who called says.
        }
    }

    private Dictionary<string, string> MadeBy(string chain) =>
        new() { ["actors"] = request.Cluster is { Seeds.Count: > 0 } ? "akka-cluster" : "akka", ["scores"] = attentionName,
            ["chain"] = chain };

    private RunManifest Manifest(Settled settled, TimeSpan simulated, TimeSpan all) =>
        RunManifest.Of(scenario, text, ScenarioHash.Of(scenario).ToString()) with
    {
        Ticks = whole,
        Stopped = stopped,
        Notes = [.. Notes],
        Settled = settled.OnChain is not null,
        ChainDetails = settled.OnChain,
        Reconciliation = settled.Reconciliation,
        MadeBy = MadeBy(settled.OnChain is null ? "none" : "nethereum"),
        Timings = new Dictionary<string, double> { ["simulateSeconds"] = simulated.TotalSeconds, ["settledSeconds"] = all.TotalSeconds },
    };
}

/// <summary>Who looks on at a run, and what they can do.</summary>
/// <param name="Rows">Where its rows go too; null where nobody looks on.</param>
/// <param name="Hands">The controls; null where nobody touches it.</param>
internal sealed record Watched(RunSoFar? Rows, HandControls? Hands);
