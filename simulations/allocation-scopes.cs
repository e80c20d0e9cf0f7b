// Question  What does it cost to let regions allocate with less knowledge of one another's pools, and what does it save in talk?
// Method    The learning scenario with two thirds of its players in one of its four regions, whose pools are a quarter of all, and with a
//           tolerance of latency (400 ms) that makes pools elsewhere worth using. A model is trained for 120 ticks with global scope, and
//           then serves 48 ticks, unchanged, under each scope: local (only pools within the window can serve), distributed (pools beyond
//           the window are known by one summary of their region, published every tick or every twelve) and global. Windows of 0 to 320 ms
//           reach 0, 1, 2 and all other regions for most. Global scope and fresh summaries also with the deduplicated exchange. Ten seeds,
//           the same for all; every tick's tasks are also allocated with global scope, to compare. Bytes count the features of pools, once
//           for each receiver.
// Command   dotnet run simulations/allocation-scopes.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/allocation-scopes; Ctrl-C and the same command again: it goes on.
// Finding   Of the oracle's welfare global scope realises 0.954 ± 0.027, at 5.2 kB of talk a tick; regions on their own 0.922 ± 0.041, at
//           none; with one summary a region, fresh every tick, 0.961 ± 0.010 at 1.9 kB, and published every twelve ticks (5.5 ticks old on
//           average) 0.937 ± 0.013 at 0.16 kB. Most talk is redundant: 90 % of the numbers sent under global scope, 65 % of those sent
//           every twelve ticks, were known from the time before. Deduplicated, the very same allocations take 0.62 ± 0.04 kB under global
//           scope and 0.30 ± 0.03 kB with summaries: at 10,000 coins a megabyte 6.2 coins a tick are due in place of 51.8, and 3.0 in
//           place of 18.7 (the treasury of this world is empty, and pays none of it). Against global scope on the same tasks the
//           differences drown in those between worlds (local 1.01 ± 0.08, summaries 1.01 ± 0.03, old ones 0.98 ± 0.02): where the model is
//           wrong about far pools, not seeing them is no loss.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Collections.Concurrent;
using System.Globalization;
using Economy.Actors;
using Economy.Attention.Model;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Learn;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Tick.Allocate;

const int Trained = 120, Served = 48, MinorPerMegabyte = 1_000_000;
return await Study.RunAsync("allocation-scopes", args, async (study, cancellation) =>
{
    var sweep = study.On("learning.yaml", $"ticks={Served}", "quality.latencyTolerance=400").Adapt(scenario => scenario with
    {
        Population = scenario.Population with { Types =
            [.. scenario.Population.Types.Select(t =>
            t with { Regions = new Dictionary<string, double> { ["europe"] = 1, ["america"] = 1, ["brazil"] = 1, ["asia"] = 6 } })] },
    });
    // As it learns, before its scope is varied.
    Scenario? before = null;
    var scopes = new Dictionary<string, ScopeSpec>
    {
        ["global"] = new() { Kind = ScopeKind.Global },
        ["local"] = new() { Kind = ScopeKind.Local },
        ["distributed"] = new() { Kind = ScopeKind.Distributed, Tokens = 1 },
        ["distributed every 12 ticks"] = new() { Kind = ScopeKind.Distributed, Tokens = 1, Period = 12 },
        ["global, deduplicated"] = new() { Kind = ScopeKind.Global, Exchange = ScopeExchange.Deduplicated },
        ["distributed, deduplicated"] = new() { Kind = ScopeKind.Distributed, Tokens = 1, Exchange = ScopeExchange.Deduplicated },
    };

    var models = new ConcurrentDictionary<ulong, Lazy<AttentionModel>>();
    WorldModel Build(Scenario run)
    {
        // Not under a lock: a thread that waits for a run may take up another run that wants the same model.
        var model = models.GetOrAdd(run.Seed, seed =>
            new(() => Learn(before! with { Seed = seed, Quality = before.Quality! with { Seed = seed } }),
            LazyThreadSafetyMode.PublicationOnly));
        return new WorldModel(run with { Allocation = run.Allocation with { Model = null, ModelHash = null } }, model: model.Value);
    }

    AttentionModel Learn(Scenario first)
    {
        // Another seed than that of the ticks to be served, in the same world.
        var world = new WorldModel(first with { Seed = first.Seed + 1_000_000, Ticks = Math.Min(Trained, 30 * first.Ticks),
            Quality = first.Quality! with { Oracle = false } });
        using var stage = ActorRuns.Stage(world);
        var simulator = new Simulator(world, stage, Policies.Of(first.Allocation), new RunRows([]), settlement: null);
        simulator.Run(cancellation: cancellation);
        return simulator.Model!;
    }

    double Sum(IReadOnlyList<ExchangeRow> rows, Func<ExchangeRow, double> of) => rows.Sum(of);
    var found = sweep
        .Vary("scope", [.. scopes.Keys], (scenario, scope) =>
        {
            before ??= scenario;
            return scenario with { Allocation =
                scenario.Allocation with { Learning = null, Model = "trained", ModelHash = "trained",
                Scope = scopes[scope] with { Compare = true, Price = MinorPerMegabyte } } };
        })
        .Vary("window", [0, 100, 165, 320], (scenario, window) => scenario with
        {
            Allocation = scenario.Allocation with { Scope =
                scenario.Allocation.Scope! with { Window = double.Parse(window, CultureInfo.InvariantCulture) } },
        })
        .Build(Build)
        .Measure<QualityRow>("welfare_share_of_oracle", rows => TrainingRun.Ratio(rows))
        .Measure<ExchangeRow>("welfare_share_of_global", rows => Sum(rows, r => r.RealisedWelfare) / Sum(rows, r => r.GlobalWelfare))
        .Measure("kilobytes_per_tick", "exchange.sent_bytes", scale: 0.001)
        .Measure("coins_due_per_tick", "exchange.due_minor", scale: 0.01)
        .Measure<ExchangeRow>("redundancy_share", rows =>
            Sum(rows, r => r.Redundancy * r.Sent) is > 0 and var told ? told / Sum(rows, r => r.Sent) : 0)
        .Measure("staleness_ticks", "exchange.staleness_ticks")
        .Run();
    Economy.Reporting.StudyPanel Panel(string title, string unit, string measure) =>
        found.Panel(title, unit, measure, x: "window", by: "scope") with { XLabel = "window, milliseconds" };
    return await found.PlotAsync("What does it cost regions to know less of one another?",
        "A model trained with global scope, under each scope, on the same seeds.",
        Panel("Realised welfare against global scope", "share, same tasks and noise", "welfare_share_of_global"),
        Panel("Realised welfare against the oracle", "share", "welfare_share_of_oracle"),
        Panel("Talk between regions", "kilobytes per tick", "kilobytes_per_tick"),
        Panel("What it costs at 10,000 coins per megabyte", "coins per tick", "coins_due_per_tick"),
        Panel("Redundant talk", "share of bytes that told nothing new", "redundancy_share"));
}, seeds: 10);
