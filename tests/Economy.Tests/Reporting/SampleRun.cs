using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.World;

namespace Economy.Tests.Reporting;

/// <summary>Run folders of the sample economy.</summary>
internal static class SampleRun
{
    static SampleRun() => WorldKinds.Register();

    /// <summary>A scenario that asks for nothing beyond the tables of every run.</summary>
    internal static Scenario Scenario { get; } = new() { Name = "sample", Ticks = 12, Population = new() { Types = [] } };

    /// <summary>The same with files left out.</summary>
    internal static Scenario Keeping(bool trades, bool participants) => Scenario with { Output = new() { Trades = trades, Participants = participants } };

    internal static RunManifest Manifest(string name = "sample", bool settled = true, int ticks = 12) => new()
    {
        Name = name,
        Description = "Players, creators and investors of a small world trade swords and land.",
        Scenario = "name: sample\nticks: 12\n",
        ScenarioHash = new string('a', 64),
        Seed = 42,
        Ticks = ticks,
        Chain = settled ? "hardhat" : "none",
        Settled = settled,
        ChainDetails = settled ? new() { ChainId = 31337, LastBlock = 431, Client = "HardhatNetwork/3.17.0", Contracts = new Dictionary<string, string> { ["Settlement"] = "0x5FbDB2315678afecb367f032d93F642f64180aa3" } } : null,
        Reconciliation = settled ? new() { Accounts = 209, Tokens = 3 } : null,
        MadeBy = new Dictionary<string, string> { ["actors"] = "cells", ["scores"] = "simd" },
        Timings = new Dictionary<string, double> { ["simulation"] = 1.25 },
    };

    /// <summary>Writes a whole run and gives its folder.</summary>
    internal static string Write(string root, RunManifest? manifest = null, int population = 200, bool trades = true, bool participants = true, string hostile = "")
    {
        manifest ??= Manifest();
        using var folder = RunFolder.Begin(root, manifest.Name, Keeping(trades, participants));
        using var journal = manifest.Settled ? JournalFile.Create(folder.Unfinished, default) : null;
        new SampleEconomy(folder, population, hostile, journal).Run(manifest.Ticks, manifest.Settled);
        if (journal is not null) manifest = manifest with { ChainDetails = manifest.ChainDetails! with { Generations = Generations(journal) } };
        journal?.Dispose();
        folder.Complete(manifest);
        return folder.Target;
    }

    /// <summary>Two nodes, of which the second took over after five ticks.</summary>
    private static ChainGeneration[] Generations(JournalFile journal)
    {
        var history = journal.Roots().Take(5).Aggregate(default(Hash32), (digest, tick) => JournalTree.Chain(digest, tick.Root));
        var first = new ChainGeneration
        {
            FirstTick = 0, LastTick = 4, FirstBatch = 0, History = default(Hash32).ToString(), Cause = "start", Client = "hardhat", ChainId = 31337, LastBlock = 21,
            Settlement = "0x5fbdb2315678afecb367f032d93f642f64180aa3", Compared = 627,
        };
        return [first, first with { FirstTick = 5, LastTick = journal.NextTick - 1, FirstBatch = 20, History = history.ToString(), Cause = "memory", Compared = null }];
    }
}
