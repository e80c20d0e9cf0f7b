using System.Diagnostics;
using Economy.Cli.Engines;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Simulation;
using Economy.Simulation.Allocate;

namespace Economy.Cli.Running;

/// <summary>
/// One run from set-up to report. Everything it starts is ended, and nothing half-written stays, whichever way it ends.
/// </summary>
internal sealed class RunSession(RunRequest request, IDisplay display, CancellationToken cancel)
{
    private readonly Scenario scenario = request.World.Scenario;

    /// <summary>Runs the scenario.</summary>
    /// <returns>The manifest as published, and the folder it lies in.</returns>
    public async Task<(RunManifest Manifest, string Folder)> RunAsync()
    {
        foreach (var note in request.Notes) display.Say(note);
        using var folder = RunFolder.Begin(request.Root, scenario.Name, scenario.Output.Trades, scenario.Output.Participants);
        using var janitor = new Janitor(folder.Unfinished);
        var provisions = await Provisions.ForAsync(scenario.Chain, display, cancel).ConfigureAwait(false);
        var settlement = await Settlements.OpenAsync(scenario, request.World, provisions, display, cancel).ConfigureAwait(false);
        await using (settlement.ConfigureAwait(false))
        {
            var clock = Stopwatch.StartNew();
            var ledger = await Task.Run(() => Simulate(folder, settlement, clock), CancellationToken.None).ConfigureAwait(false);
            var simulated = clock.Elapsed;
            var settled = await settlement.CompleteAsync(ledger, display, cancel).ConfigureAwait(false);
            foreach (var row in settled.Rows) folder.Write(row);
            var manifest = folder.Complete(Manifest(settled, simulated, clock.Elapsed), partial => Finish(partial, provisions.ChartLibrary));
            return (manifest, folder.Target);
        }
    }

    private Ledger Simulate(RunFolder folder, ISettlement settlement, Stopwatch clock)
    {
        using var host = ActorEngine.NewHost(request, display, cancel);
        var counted = new TradeCount(folder);
        var simulator = new Simulator(request.World, host, Policies.Of(scenario.Allocation, request.Threads), counted, settlement.Journals, request.Threads);
        simulator.Run(row => display.Show(Progress.OfTicks(row.Tick, scenario.Ticks, row.Participants, counted.Trades, settlement.Batches, clock.Elapsed)), cancellation: cancel);
        display.Finish();
        return simulator.Ledger;
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

    private RunManifest Manifest(Settled settled, TimeSpan simulated, TimeSpan whole) =>
        RunManifest.Of(scenario, ScenarioWriter.Print(scenario with { Chain = Settlements.Shown(scenario.Chain) }), ScenarioHash.Of(scenario).ToString()) with
        {
            Notes = request.Notes,
            Settled = settled.OnChain is not null,
            ChainDetails = settled.OnChain,
            Reconciliation = settled.Reconciliation,
            Engines = new Dictionary<string, string> { ["actors"] = request.Cluster.Count > 0 ? $"{request.Engine}-cluster" : request.Engine, ["scores"] = "embedded", ["chain"] = settled.OnChain is null ? "none" : "json-rpc" },
            Timings = new Dictionary<string, double> { ["simulateSeconds"] = simulated.TotalSeconds, ["settledSeconds"] = whole.TotalSeconds },
        };
}
