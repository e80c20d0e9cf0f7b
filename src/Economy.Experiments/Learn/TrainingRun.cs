using Economy.Actors;
using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Learn;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments.Learn;

/// <summary>Trains a model on a scenario and measures it on ticks it has not seen.</summary>
public sealed record TrainingRun
{
    /// <summary>Ticks whose outcomes are learnt from.</summary>
    public required int Ticks { get; init; }

    /// <summary>Ticks after them on which the model is measured.</summary>
    public required int HeldOutTicks { get; init; }

    /// <summary>Most passes through all outcomes at the end.</summary>
    public required int Epochs { get; init; }

    /// <summary>Threads; results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Another engine for attention passes; null is the default one.</summary>
    public IScoreBackend? Backend { get; init; }

    /// <summary>The engine of learning; null is the default one. The forecast of demand is always made by that.</summary>
    public ILearningBackend? Learning { get; init; }

    /// <summary>Ticks that <see cref="Of"/> tells of: those of a run to learn and of three to measure, their endowments included.</summary>
    public int TicksInAll => Ticks + 1 + 3 * (Ticks + HeldOutTicks + 1);

    /// <summary>
    /// Learns as the run goes on, then from all of its outcomes; runs the scenario again with what was learnt, with a table of
    /// means of the same outcomes, and with the bid alone, to compare them with the oracle.
    /// </summary>
    /// <param name="scenario">A scenario with a section quality. Its own learning keys hold; its ticks do not.</param>
    /// <param name="build">Makes its world, with a model in place of the scenario's where one is given.</param>
    /// <param name="afterTick">Told of every tick, of all runs together.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    public Trained Of(Scenario scenario, Func<Scenario, AttentionModel?, WorldModel> build, Action<TickRow>? afterTick = null,
        CancellationToken cancellation = default)
    {
        var spec = scenario.Allocation.Learning ?? new LearningSpec();
        var learning = scenario with { Ticks = Ticks,
            Allocation = scenario.Allocation with { Scores = null, Learning = spec with { Until = null, Memory = Ticks } } };
        var (simulator, _, seen, before) = Run(learning, null, from: 1);
        var trainer = new Trainer(simulator.Model!,
            new TrainingOptions { LearningRate = spec.Rate, WeightDecay = spec.WeightDecay, BatchSize = spec.Batch, MaxEpochs = Epochs,
                Seed = scenario.Seed }, null, Learning);
        if (Epochs > 0) trainer.Fit(simulator.Outcomes!);

        var measured = scenario with
        {
            Ticks = Ticks + HeldOutTicks,
            Quality = scenario.Quality! with { Oracle = true },
            Allocation = scenario.Allocation with { Scores = null, Learning = null, Model = null, ModelHash = null },
        };
        var model = trainer.Model;
        var (_, known, unseen, demand) = Run(measured, model, from: Ticks + 1);
        var (_, tabled, _, _) = Run(measured, TableOfMeans.Of(simulator.Outcomes!), from: Ticks + 1);
        var (_, untrained, _, _) = Run(measured with { Allocation = measured.Allocation with { Scores = ScoreSource.Bid } }, null,
            from: Ticks + 1);
        var forecast = new Pretraining(model, new TrainingOptions { Seed = scenario.Seed });
        forecast.Fit(seen);
        return new Trained(
            model, trainer.Adam, simulator.Outcomes!.Count,
            Loss(known), Ratio(known), new Learnt("table of means", Loss(tabled), Ratio(tabled)), Ratio(untrained),
            forecast.Forecaster.Quality(unseen), Baselines(scenario, before, demand, forecast.Forecaster.Scale),
            forecast.Forecaster.Majority(seen, unseen));

        (Simulator Simulator, List<QualityRow> Rows, RoundLog Rounds, List<double> Demand) Run(Scenario run, AttentionModel? start, int from)
        {
            var rows = new RunRows([typeof(QualityRow)]);
            var world = build(run, start);
            using var stage = ActorRuns.Stage(world, Threads);
            var made = new Simulator(world, stage, Policies.Of(run.Allocation, Threads, Backend), rows, settlement: null, Threads,
                Learning);
            var (rounds, demands) = (new RoundLog(ObservedFeatures.SchemaOf(world)), new List<double>());
            made.Seen = (features, demand) =>
            {
                demands.Add(demand);
                if (made.Done + 1 >= from) rounds.Add(features, demand);
            };
            made.Run(afterTick, cancellation: cancellation);
            return (made, [.. rows.Of<QualityRow>().Where(r => r.Tick >= from)], rounds, demands);
        }
    }

    /// <summary>
    /// What demand alone says of the next tick's, on the ticks that the forecaster is measured on: those after the first of the held-out
    /// ones. What may be learnt is learnt from the ticks before them.
    /// </summary>
    private Baseline[] Baselines(Scenario scenario, List<double> learnt, List<double> demand, DemandScale scale)
    {
        double[] all = [.. demand];
        var first = all.Length - HeldOutTicks + 1;
        var (day, gain) = (Math.Max(1, 86_400 / scenario.TickSeconds), DemandBaselines.BestGain(learnt.ToArray()));
        Baseline Of(string name, double[] forecast) => new(name, ForecastQuality.Of(forecast, all, first, scale));
        return
        [
            Of("persistence: as it is now", DemandBaselines.Persistence(all)),
            Of(FormattableString.Invariant($"seasonal: as {day} ticks before"), DemandBaselines.SeasonalNaive(all, day)),
            Of(FormattableString.Invariant($"smoothing: with gain {gain:0.00}"), DemandBaselines.Smoothing(all, gain)),
        ];
    }

    private static double Loss(List<QualityRow> rows) =>
        rows.Select(r => r.ScoreLoss).Where(loss => !double.IsNaN(loss)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Realised welfare over that of the oracle.</summary>
    public static double Ratio(IEnumerable<QualityRow> rows)
    {
        var (realised, oracle) = (0.0, 0.0);
        foreach (var row in rows) (realised, oracle) = (realised + row.RealisedWelfare, oracle + row.OracleWelfare);
        return realised / oracle;
    }
}

/// <summary>A trained model and how good it is.</summary>
/// <param name="Model">The model.</param>
/// <param name="Adam">State of the optimiser.</param>
/// <param name="Outcomes">Outcomes learnt from.</param>
/// <param name="HeldOutLoss">Mean loss of its expectations over the held-out ticks that had outcomes; not a number where none had.</param>
/// <param name="OracleRatio">Realised welfare on held-out ticks, over what the allocation of the same tasks by true quality would have
/// realised.</param>
/// <param name="Table">What is learnt from the same outcomes without attention: the mean quality by kind of task, region and pool.</param>
/// <param name="UntrainedRatio">The same with the bid alone.</param>
/// <param name="Forecast">How well the next tick's demand was forecast on held-out ticks: its class, of
/// <see cref="DemandClass"/>, by thirds of the ticks learnt from, and how far it was missed.</param>
/// <param name="Baselines">How well forecasts from demand alone do on them, persistence first.</param>
/// <param name="Majority">How well the class that was commonest in the ticks learnt from does, always forecast.</param>
public sealed record Trained(AttentionModel Model, Adam Adam, int Outcomes, double HeldOutLoss, double OracleRatio, Learnt Table,
    double UntrainedRatio,
    ForecastQuality Forecast, IReadOnlyList<Baseline> Baselines, ClassificationMetrics Majority);

/// <summary>Something else that was learnt from the same outcomes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="HeldOutLoss">Mean loss of its expectations on the held-out ticks.</param>
/// <param name="OracleRatio">Realised welfare on held-out ticks over the oracle's.</param>
public sealed record Learnt(string Name, double HeldOutLoss, double OracleRatio);

/// <summary>A forecast from demand alone.</summary>
/// <param name="Name">What it is, in a few words.</param>
/// <param name="Quality">How good it was.</param>
public sealed record Baseline(string Name, ForecastQuality Quality);
