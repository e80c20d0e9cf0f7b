using System.Diagnostics;
using System.Text;
using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Scores;
using Economy.Learning;

namespace Economy.Benchmarks;

/// <summary>
/// Allocation by attention, one pass of it, and training, on torch beside the default engine: all in one process, taking turns, each
/// figure the median of several. K = 3, d = 32, demand 1.5 times capacity.
/// </summary>
internal static class TorchTable
{
    private const int Ticks = 3, Resources = 3, Width = 32;

    public static string Of(string device, int tasks, int pools)
    {
        var library = Libtorch.LoadAsync(Console.Error.WriteLine).GetAwaiter().GetResult();
        var place = TorchDevices.Of(device);
        var text = new StringBuilder($"torch on {place}, {library.Version}, {tasks:N0} tasks × {pools} pools\n\n");
        Precision[] precisions = device == "cpu" ? [Precision.Float64, Precision.Float32] : Enum.GetValues<Precision>();   // A processor makes the others out of these.
        List<(string Name, IScoreBackend? Scores, ILearningBackend Learning)> engines =
            [("default", null, HandDerivedLearning.Instance), .. precisions.Select(p => ($"torch {p}", (IScoreBackend?)new TorchScoreBackend(place, p), (ILearningBackend)new TorchLearning(place, p)))];
        Allocate(new AllocationCase(3000, pools), engines, new StringBuilder());   // for the just-in-time compiler
        Allocate(new AllocationCase(tasks, pools), engines, text);
        Train(128, engines, text);
        Train(4096, engines, text);
        return text.ToString();
    }

    private static void Allocate(AllocationCase at, List<(string Name, IScoreBackend? Scores, ILearningBackend Learning)> engines, StringBuilder text)
    {
        AllocationProblem problem = at.Problem.Under(new Belief { Scores = at.Bind() });
        int threads = Environment.ProcessorCount;
        var allocators = engines.ConvertAll(e => Allocators.Create("attention", new AllocationOptions { Threads = threads, Backend = e.Scores }));
        var (cold, warm, pass, report) = (new double[engines.Count], new List<double>[engines.Count], new List<double>[engines.Count], new AllocationReport[engines.Count]);
        for (int e = 0; e < engines.Count; e++) (cold[e], warm[e], pass[e]) = (Seconds(() => report[e] = allocators[e].Allocate(problem, new Nowhere())), [], []);
        for (int tick = 0; tick < Ticks; tick++)
        {
            at.NextTick();
            problem = at.Problem.Under(new Belief { Scores = at.Bind() });
            for (int e = 0; e < engines.Count; e++)
            {
                warm[e].Add(Seconds(() => report[e] = allocators[e].Allocate(problem, new Nowhere())));
                IScoreBackend backend = engines[e].Scores ?? new TiledScoreBackend(problem.Scores!, threads);
                var sums = new AttentionPass(problem.Pools, Resources);
                backend.Prepare(problem);
                backend.Pass(problem, report[e].Price, 0.03, sums);
                pass[e].Add(Seconds(() => backend.Pass(problem, report[e].Price, 0.03, sums)));
            }
        }

        double n = problem.Tasks, m = problem.Pools, unknowns = m * Resources;
        double operations = 2 * n * m * (Width + 1) + 2 * n * m * Resources * 2 + n * (unknowns <= AttentionPass.FullCurvatureLimit ? unknowns * unknowns * 2 : m * Resources * Resources * 2);
        text.AppendLine("| engine | cold, s | warm, s | warm against default | passes | pass with curvature, s | against default | Gflop/s of a pass | certified |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int e = 0; e < engines.Count; e++)
            text.AppendLine($"| {engines[e].Name} | {cold[e]:0.000} | {Median(warm[e]):0.000} | {Median(warm[e]) / Median(warm[0]):0.00} | {report[e].Passes} | {Median(pass[e]):0.0000} | {Median(pass[e]) / Median(pass[0]):0.00} | {operations / Median(pass[e]) / 1e9:0} | {report[e].CertifiedRatio:0.000000} |");
        text.AppendLine($"\nA pass reads at least {n * (Width + Resources + 1) * 8 / 1e6:0} MB in float64, half of it in float32, and does {operations / 1e9:0.0} Gflop, exponentials not counted.\n");
    }

    private static void Train(int batch, List<(string Name, IScoreBackend? Scores, ILearningBackend Learning)> engines, StringBuilder text)
    {
        var at = new AllocationCase(20_000, 16);
        AttentionScores scores = at.Bind();
        var samples = new OutcomeSamples(scores.Features.Schema);
        for (int i = 0; i < 16_384; i++) samples.Add(scores.Features, i, i % 16, i % 5 / 4.0);
        var trainers = engines.ConvertAll(e => new Trainer(scores.Model, new TrainingOptions { BatchSize = batch }, null, e.Learning));
        var seconds = engines.ConvertAll(_ => new List<double>());
        for (int round = 0; round < Ticks + 1; round++)
            for (int e = 0; e < trainers.Count; e++) seconds[e].Add(Seconds(() => trainers[e].Step(samples)));
        text.AppendLine($"| batches of {batch} | steps/s | against default |").AppendLine("|---|---:|---:|");
        for (int e = 0; e < trainers.Count; e++)
            text.AppendLine($"| {engines[e].Name} | {16_384 / batch / Median(seconds[e][1..]):0} | {Median(seconds[0][1..]) / Median(seconds[e][1..]):0.00} |");
        text.AppendLine();
    }

    private static double Seconds(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Nowhere : IShareConsumer
    {
        public void Accept(ReadOnlySpan<Share> shares) { }
    }
}
