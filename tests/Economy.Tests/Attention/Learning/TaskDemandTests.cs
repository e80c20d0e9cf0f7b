using Economy.Attention.Learning;
using Economy.Attention.Model;

namespace Economy.Tests.Attention.Learning;

/// <summary>Demand classes of tasks, on series of which the class is known. Tolerances were stated before the first run.</summary>
public sealed class TaskDemandTests
{
    private static readonly FeatureSchema Schema = new() { Task = [new("kind:game", FeatureKind.Indicator), new("demand:cpu")], Pool = [new("speed")] };

    [Fact]
    public void A_case_holds_what_was_known_before_the_task()
    {
        var log = Log(day: 3, [[(7, 1)], [(7, 2), (-1, 9)], [], [(7, 5), (8, 4)], [(8, 6)]]);
        Assert.Equal([(2, 2.0, 1.0, 1.0), (4, 5, 2, 1), (5, 6, 4, 4)],
            log.Cases.Select(c => (c.Round, Math.Round(c.Demand, 9), Math.Round(c.Last, 9), Math.Round(c.DayBefore, 9))));
        Assert.Equal(log.Width, log.Cases[0].Input.Length);
        Assert.Equal([1, Math.Log(3), Math.Log(2), Math.Log(2) + 0.2 * (Math.Log(3) - Math.Log(2)), 0, 1], log.Cases[1].Input, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>By central differences of the loss at a step of 1e-6: 1e-6 of the gradient's size.</summary>
    [Fact]
    public void Its_gradient_is_that_of_finite_differences()
    {
        var cases = Cycles(40, seed: 3).Cases;
        var forecaster = TaskDemandForecaster.Fit(cases, new TrainingOptions { MaxEpochs = 2 });
        int[] members = [.. Enumerable.Range(0, 30)];
        double[] gradient = new double[forecaster.Head.Length], unused = new double[gradient.Length];
        forecaster.Loss(cases, members, gradient);
        Assert.Contains(gradient, g => Math.Abs(g) > 1e-3);
        Differences.Check(forecaster.Head.ToArray(), gradient, values =>
        {
            values.CopyTo(forecaster.Head);
            return forecaster.Loss(cases, members, unused);
        });
    }

    /// <summary>
    /// Demand goes round low, medium, high, so that persistence is never right and the day before (3 rounds) always; what is learnt knows the
    /// day before and is right at least 99 times of 100, as noise of 2 % leaves classes that lie a factor of 3 apart untouched.
    /// </summary>
    [Fact]
    public void What_is_learnt_finds_a_cycle_that_persistence_misses()
    {
        var (learnt, fresh) = (Cycles(200, seed: 1), Cycles(80, seed: 2));
        var forecaster = TaskDemandForecaster.Fit(learnt.Cases, new TrainingOptions { MaxEpochs = 60 });
        double Right(Func<Case, DemandClass> forecast) =>
            fresh.Cases.Where(c => c.Round > 4).Average(c => forecast(c) == forecaster.Scale.Class(c.Demand) ? 1.0 : 0.0);
        Assert.Equal(0, Right(c => forecaster.Scale.Class(c.Last)));
        Assert.Equal(1, Right(c => forecaster.Scale.Class(c.DayBefore)), 0.02);
        Assert.InRange(Right(forecaster.Forecast), 0.99, 1);
    }

    private static TaskDemandLog Cycles(int rounds, int seed)
    {
        var random = new Random(seed);
        return Log(day: 3, [.. Enumerable.Range(0, rounds).Select(t => Enumerable.Range(0, 5)
            .Select(s => (s, (1 + 0.02 * (random.NextDouble() - 0.5)) * Math.Pow(3, (t + s) % 3))).ToArray())]);
    }

    private static TaskDemandLog Log(int day, (int Series, double Demand)[][] rounds)
    {
        var (log, features) = (new TaskDemandLog(Schema, day), new Features(Schema, 1));
        foreach (var tasks in rounds)
        {
            features.EnsureTasks(tasks.Length);
            for (var i = 0; i < tasks.Length; i++)
            {
                (features.TaskRow(i)[0], features.TaskRow(i)[1]) = (1, Math.Log(1 + tasks[i].Demand));
                features.TaskSeries[i] = tasks[i].Series;
            }

            log.Add(features);
        }

        return log;
    }
}
