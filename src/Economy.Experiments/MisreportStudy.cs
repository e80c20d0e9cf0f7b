using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Randomness;
using Economy.World.Tick.Allocate;

namespace Economy.Experiments;

/// <summary>The best misreport of one sampled task.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Tick">Tick.</param>
/// <param name="Task">Row of the task in its tick.</param>
/// <param name="Value">What full service was worth to it at its best pool, minor units.</param>
/// <param name="Gain">Best gain over <see cref="Misreporting.Factors"/>, as a share of that value; 0 where the truth was best.</param>
/// <param name="Factor">Factor on the bid that brought it.</param>
public sealed record Misreport(ulong Seed, int Tick, int Task, double Value, double Gain, double Factor);

/// <summary>
/// How much tasks of a scenario could gain by misreporting their bids, on a sample spread evenly over the ticks of some runs.
/// </summary>
public static class MisreportStudy
{
    /// <summary>Runs the scenario once for each seed, and tries every misreport of the sampled tasks.</summary>
    /// <param name="scenario">The scenario; its seed is replaced.</param>
    /// <param name="seeds">Seeds; the sample is divided among them.</param>
    /// <param name="tasks">Size of the sample.</param>
    /// <param name="build">Makes the world.</param>
    /// <param name="threads">Runs at a time.</param>
    /// <param name="progress">Told, from any thread, of each task done.</param>
    /// <param name="cancellation">Ends it between two ticks.</param>
    public static IReadOnlyList<Misreport> Run(
        Scenario scenario, IReadOnlyList<ulong> seeds, int tasks, Func<Scenario, WorldModel> build, int threads = 1, Action? progress = null, CancellationToken cancellation = default)
    {
        var found = new ConcurrentBag<Misreport>();
        Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, run =>
        {
            var here = scenario with { Seed = seeds[run] };
            var world = build(here);
            using var stage = ActorRuns.Stage(world);
            var sampler = new Sampler(here, (int)((run + 1L) * tasks / seeds.Count - (long)run * tasks / seeds.Count), misreport =>
            {
                found.Add(misreport);
                progress?.Invoke();
            });
            new Simulator(world, stage, sampler, new RunRows([]), settlement: null).Run(cancellation: cancellation);
        });
        return [.. found.OrderBy(m => m.Seed).ThenBy(m => m.Tick).ThenBy(m => m.Task)];
    }

    /// <summary>Tidy CSV: a row for each task of the sample.</summary>
    public static string Csv(IReadOnlyList<Misreport> sample)
    {
        var text = new StringBuilder("seed,tick,task,value_minor,gain_share,factor\n");
        foreach (var m in sample)
            text.Append(CultureInfo.InvariantCulture, $"{m.Seed},{m.Tick},{m.Task},{m.Value:R},{m.Gain:R},{m.Factor:R}\n");
        return text.ToString();
    }

    /// <summary>The sample in a sentence.</summary>
    public static string Text(IReadOnlyList<Misreport> sample)
    {
        if (sample.Count == 0) return "misreporting: no tick had a task to sample";
        var gains = sample.Select(m => m.Gain).Order().ToList();
        var median = (gains[(gains.Count - 1) / 2] + gains[gains.Count / 2]) / 2;
        return string.Create(CultureInfo.InvariantCulture,
            $"best gain from misreporting a bid (× {string.Join(", ", Misreporting.Factors)}), as a share of the task's value,\nover {gains.Count} tasks: mean {gains.Average():0.0000}, median {median:0.0000}, maximum {gains[^1]:0.0000}; above 0.01 for {gains.Count(g => g > 0.01) / (double)gains.Count:0.0 %} of them");
    }

    /// <summary>The policy of a scenario, which before some ticks' allocations tries what their tasks could gain.</summary>
    private sealed class Sampler(Scenario scenario, int tasks, Action<Misreport> found) : IAllocator
    {
        private readonly IAllocator policy = Policies.Of(scenario.Allocation);
        private int tick, done;

        public string Name => policy.Name;

        public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
        {
            tick++;
            var random = new PhiloxStream(scenario.Seed, Purpose.Misreport, 0, tick);
            var bidders = Enumerable.Range(0, problem.Tasks).Where(i => problem.Bid[i] > 0).ToList();
            for (var due = (int)((long)tick * tasks / scenario.Ticks); done < due && bidders.Count > 0; done++)
            {
                var pick = random.NextInt(bidders.Count);
                Try(problem, bidders[pick]);
                bidders.RemoveAt(pick);
            }

            return policy.Allocate(problem, consumer);
        }

        private void Try(AllocationProblem problem, int task)
        {
            var scores = problem.Scores ?? BidScores.Instance;
            var value = new double[problem.Pools];
            scores.Score(problem, task, 1, value, 1);
            var best = Misreporting.Best(problem, task, () => Policies.Of(scenario.Allocation), scores);
            found(new Misreport(scenario.Seed, tick, task, value.Max(), best.Gain / value.Max(), best.Factor));
        }
    }
}
