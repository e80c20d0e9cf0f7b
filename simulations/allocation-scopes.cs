// Question  What does it cost to let regions allocate with less knowledge of one another's pools, and what does it save in talk?
// Method    The learning scenario with two thirds of its players in one of its four regions, whose pools are a quarter of all, and with a
//           tolerance of latency (400 ms) that makes pools elsewhere worth using. A model is trained for 120 ticks with global scope, and then serves 48 ticks, unchanged, under each scope: local (only pools within the window can
//           serve), distributed (pools beyond the window are known by one summary of their region, published every tick
//           or every twelve) and global. Windows of 0 to 320 ms reach 0, 1, 2 and all other regions for most. Ten seeds, the same for
//           all; every tick's tasks are also allocated with global scope, to compare. Bytes count the features of pools, once for each receiver.
// Command   dotnet run simulations/allocation-scopes.cs [-- --seeds 10 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/allocation-scopes; Ctrl-C and the same command again: it goes on.
// Finding   Of the oracle's welfare global scope realises 0.955 ± 0.030, at 5.2 kB of talk a tick; regions on their own 0.921 ± 0.042, at none; with
//           one summary a region, fresh every tick, 0.951 ± 0.013 at 1.9 kB, and published every twelve ticks (5.5 ticks old on average)
//           0.932 ± 0.017 at 0.16 kB. Most talk is redundant: 90 % of the numbers sent under global scope, 64 % of those sent every twelve
//           ticks, were known from the time before. Against global scope on the same tasks the differences drown in those between worlds (local
//           1.03 ± 0.11, summaries 1.01 ± 0.04, old ones 0.99 ± 0.05): where the model is wrong about far pools, not seeing them is no loss.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using System.Collections.Concurrent;
using Economy.Actors;
using Economy.Attention.Model;
using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;
using Economy.Experiments.Learn;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World;
using Economy.World.Actors;
using Economy.World.Tick.Allocate;

const int Trained = 120, Served = 48;
return await Study.RunAsync("allocation-scopes", args, async (study, cancellation) =>
{
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "learning.yaml"));
    var scenario = read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors));
    scenario = study.Adapt(scenario with
    {
        Ticks = Served,
        Quality = scenario.Quality! with { LatencyTolerance = 400 },
        Population = scenario.Population with { Types = [.. scenario.Population.Types.Select(t => t with { Regions = new Dictionary<string, double> { ["europe"] = 1, ["america"] = 1, ["brazil"] = 1, ["asia"] = 6 } })] },
    });

    (string Name, ScopeSpec Scope)[] scopes =
    [
        ("global", new ScopeSpec { Kind = ScopeKind.Global }),
        ("local", new ScopeSpec { Kind = ScopeKind.Local }),
        ("distributed", new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 1 }),
        ("distributed every 12 ticks", new ScopeSpec { Kind = ScopeKind.Distributed, Tokens = 1, Period = 12 }),
    ];
    double[] windows = [0, 100, 165, 320];
    Setting[] settings = [.. from s in scopes from window in windows select new Setting(s.Name, window, scenario with
    {
        Allocation = scenario.Allocation with { Learning = null, Model = "trained", ModelHash = "trained", Scope = s.Scope with { Window = window, Compare = true } },
    })];

    var models = new ConcurrentDictionary<ulong, Lazy<AttentionModel>>();
    WorldModel Build(Scenario run)
    {
        // Not under a lock: a thread that waits for a run may take up another run that wants the same model.
        var model = models.GetOrAdd(run.Seed, seed => new(() => Learn(scenario with { Seed = seed, Quality = scenario.Quality! with { Seed = seed } }), LazyThreadSafetyMode.PublicationOnly));
        return new WorldModel(run with { Allocation = run.Allocation with { Model = null, ModelHash = null } }, model: model.Value);
    }

    AttentionModel Learn(Scenario first)
    {
        // Another seed than that of the ticks to be served, in the same world.
        var world = new WorldModel(first with { Seed = first.Seed + 1_000_000, Ticks = Math.Min(Trained, 30 * first.Ticks), Quality = first.Quality! with { Oracle = false } });
        using var stage = ActorRuns.Stage(world);
        var simulator = new Simulator(world, stage, Policies.Of(first.Allocation), new RunRows([]), settlement: null);
        simulator.Run(cancellation: cancellation);
        return simulator.Model!;
    }

    double Sum(RunRows run, Func<ExchangeRow, double> of) => run.Of<ExchangeRow>().Sum(of);
    Measure[] measures =
    [
        new("welfare_share_of_oracle", run => TrainingRun.Ratio(run.Of<QualityRow>())),
        new("welfare_share_of_global", run => Sum(run, r => r.RealisedWelfare) / Sum(run, r => r.GlobalWelfare)),
        new("kilobytes_per_tick", run => run.Of<ExchangeRow>().Average(r => r.Sent) / 1000),
        new("redundancy_share", run => Sum(run, r => r.Redundancy * r.Sent) is > 0 and var told ? told / Sum(run, r => r.Sent) : 0),
        new("staleness_ticks", run => run.Of<ExchangeRow>().Average(r => r.Staleness)),
    ];
    var results = study.Run(settings, [typeof(QualityRow), typeof(ExchangeRow)], measures, s => ScenarioHash.Of(s).ToString(), Build);

    StudyPanel Panel(string title, string unit, string measure) => new(title, unit, "window, milliseconds",
        [.. from s in settings let e = results.Mean(s, measure) select new StudyPoint(s.Name, s.X, e.Mean, e.Low, e.High, e.Runs)]);
    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What does it cost regions to know less of one another?",
    [
        Panel("Realised welfare against global scope", "share, same tasks and noise", "welfare_share_of_global"),
        Panel("Realised welfare against the oracle", "share", "welfare_share_of_oracle"),
        Panel("Talk between regions", "kilobytes per tick", "kilobytes_per_tick"),
        Panel("Redundant talk", "share of bytes that told nothing new", "redundancy_share"),
    ], await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "A model trained with global scope, under each scope, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
}, seeds: 10);
