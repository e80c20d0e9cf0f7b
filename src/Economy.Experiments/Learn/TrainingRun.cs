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
    public int TicksInAll => Ticks + 1 + (2 + WithoutAttention.Count) * (Ticks + HeldOutTicks + 1);

    /// <summary>
    /// Learns as the run goes on, then from all of its outcomes; runs the scenario again with what was learnt, with what is learnt from the
    /// same outcomes without attention, and with the bid alone, to compare them with the oracle.
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
        var (simulator, _, seen, posed, before) = Run(learning, null, from: 1);
        var options = new TrainingOptions { LearningRate = spec.Rate, WeightDecay = spec.WeightDecay, BatchSize = spec.Batch,
            MaxEpochs = Epochs, Seed = scenario.Seed };
        var trainer = new Trainer(simulator.Model!, options, null, Learning);
        if (Epochs > 0) trainer.Fit(simulator.Outcomes!);

        var measured = scenario with
        {
            Ticks = Ticks + HeldOutTicks,
            Quality = scenario.Quality! with { Oracle = true },
            Allocation = scenario.Allocation with { Scores = null, Learning = null, Model = null, ModelHash = null },
        };
        var model = trainer.Model;
        var (_, known, unseen, tasks, demand) = Run(measured, model, from: Ticks + 1);
        var others = WithoutAttention.Of(simulator.Outcomes!, options, Learning).Select(other =>
        {
            var (_, rows, _, _, _) = Run(measured, other.Model, from: Ticks + 1);
            return new Learnt(other.Name, Loss(rows), Ratio(rows));
        }).ToArray();
        var (_, untrained, _, _, _) = Run(measured with { Allocation = measured.Allocation with { Scores = ScoreSource.Bid } }, null,
            from: Ticks + 1);
        var forecast = new Pretraining(model, new TrainingOptions { Seed = scenario.Seed });
        forecast.Fit(seen);
        var (quality, baselines) = (forecast.Forecaster.Quality(unseen), Baselines(scenario, before, demand, forecast.Forecaster.Scale));
        return new Trained(
            model, trainer.Adam, simulator.Outcomes!.Count,
            Loss(known), Ratio(known), others, Ratio(untrained),
            quality, baselines,
            [new("forecast", quality.Classes), .. baselines.Select(b => new ClassForecast(b.Name, b.Quality.Classes)),
                new("majority: the commonest learnt from", forecast.Forecaster.Majority(seen, unseen))],
            ClassForecast.OfTasks(posed, tasks, Ticks, options with { MaxEpochs = Math.Max(1, Epochs) }));

        (Simulator Simulator, List<QualityRow> Rows, RoundLog Rounds, TaskDemandLog Tasks, List<double> Demand) Run(
            Scenario run, AttentionModel? start, int from)
        {
            var rows = new RunRows([typeof(QualityRow)]);
            var world = build(run, start);
            using var stage = ActorRuns.Stage(world, Threads);
            var made = new Simulator(world, stage, Policies.Of(run.Allocation, Threads, Backend), rows, settlement: null, Threads,
                Learning);
            var (schema, demands) = (ObservedFeatures.SchemaOf(world), new List<double>());
            var (rounds, asked) = (new RoundLog(schema), new TaskDemandLog(schema, TicksOfDay(run)));
            made.Seen = (features, demand) =>
            {
                demands.Add(demand);
                asked.Add(features);
                if (made.Done + 1 >= from) rounds.Add(features, demand);
            };
            made.Run(afterTick, cancellation: cancellation);
            return (made, [.. rows.Of<QualityRow>().Where(r => r.Tick >= from)], rounds, asked, demands);
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
        var (day, gain) = (TicksOfDay(scenario), DemandBaselines.BestGain(learnt.ToArray()));
        Baseline Of(string name, double[] forecast) => new(name, ForecastQuality.Of(forecast, all, first, scale));
        return
        [
            Of("persistence: as it is now", DemandBaselines.Persistence(all)),
            Of(FormattableString.Invariant($"seasonal: as {day} ticks before"), DemandBaselines.SeasonalNaive(all, day)),
            Of(FormattableString.Invariant($"smoothing: with gain {gain:0.00}"), DemandBaselines.Smoothing(all, gain)),
        ];
    }

    private static int TicksOfDay(Scenario scenario) => Math.Max(1, 86_400 / scenario.TickSeconds);

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
/// <param name="Others">What is learnt from the same outcomes without attention, see <see cref="WithoutAttention"/>.</param>
/// <param name="UntrainedRatio">The same with the bid alone.</param>
/// <param name="Forecast">How well the next tick's demand was forecast on held-out ticks: its class, of
/// <see cref="DemandClass"/>, by thirds of the ticks learnt from, and how far it was missed.</param>
/// <param name="Baselines">How well forecasts from demand alone do on them, persistence first.</param>
/// <param name="OfTicks">The demand class of the next tick: the forecast first, then the baselines, and the commonest class.</param>
/// <param name="OfTasks">The demand class of each task before it is posed: the forecast first, then persistence, the day before and the
/// commonest class; none where no task comes again.</param>
public sealed record Trained(AttentionModel Model, Adam Adam, int Outcomes, double HeldOutLoss, double OracleRatio,
    IReadOnlyList<Learnt> Others,
    double UntrainedRatio,
    ForecastQuality Forecast, IReadOnlyList<Baseline> Baselines, IReadOnlyList<ClassForecast> OfTicks,
    IReadOnlyList<ClassForecast> OfTasks);

/// <summary>Something else that was learnt from the same outcomes.</summary>
/// <param name="Name">What it is.</param>
/// <param name="HeldOutLoss">Mean loss of its expectations on the held-out ticks.</param>
/// <param name="OracleRatio">Realised welfare on held-out ticks over the oracle's.</param>
public sealed record Learnt(string Name, double HeldOutLoss, double OracleRatio);

/// <summary>A forecast from demand alone.</summary>
/// <param name="Name">What it is, in a few words.</param>
/// <param name="Quality">How good it was.</param>
public sealed record Baseline(string Name, ForecastQuality Quality);
