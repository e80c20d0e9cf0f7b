using Economy.Attention.Model;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// What was known of tasks before they were posed: of every task whose owner had posed one of its kind before, what that one looked like,
/// beside what it asks for now. Demand is that of the first resource.
/// </summary>
/// <param name="schema">The columns of the features.</param>
/// <param name="day">Rounds of a day, ≥ 1.</param>
public sealed class TaskDemandLog(FeatureSchema schema, int day)
{
    private const double Newest = 0.2;   // Weight of the newest demand in the mean of the past.
    private const int Context = 4;       // The day before, the past, all tasks of the round before, 1.

    private readonly int column = schema.Task.Index().First(f => f.Item.Name.StartsWith("demand:", StringComparison.Ordinal)).Index;
    private readonly Dictionary<int, Series> all = [];
    private readonly List<Case> cases = [];
    private int rounds;
    private double total;

    /// <summary>Tasks that came after one of their series, in the order of rounds.</summary>
    public IReadOnlyList<Case> Cases => cases;

    /// <summary>Numbers in the input of a case.</summary>
    public int Width => schema.Task.Count + Context;

    /// <summary>Takes in the next round: <see cref="Features.TaskSeries"/> says which tasks continue which.</summary>
    public void Add(Features features)
    {
        rounds++;
        var sum = 0.0;
        for (var i = 0; i < features.Tasks; i++)
        {
            var row = features.TaskRow(i);
            var level = row[column];
            sum += level;
            if (features.TaskSeries[i] < 0) continue;
            if (all.TryGetValue(features.TaskSeries[i], out var series)) cases.Add(Case(series, level));
            else all[features.TaskSeries[i]] = series = new Series(level);
            series.Row = [.. row];
            series.Past += Newest * (level - series.Past);
            series.Levels.Add((rounds, level));
        }

        total = sum;
    }

    private Case Case(Series series, double level)
    {
        var last = series.Levels[^1].Level;
        var before = series.Levels.FindLast(l => l.Round <= rounds - day);
        var dayBefore = before.Round == rounds - day ? before.Level : last;
        return new(rounds, [.. series.Row, dayBefore, series.Past, total, 1], Demand(level), Demand(last), Demand(dayBefore));
    }

    private static double Demand(double level) => DeterministicMath.Exp(level) - 1;

    private sealed class Series(double first)
    {
        public double[] Row { get; set; } = [];

        public double Past { get; set; } = first;

        public List<(int Round, double Level)> Levels { get; } = [];
    }
}

/// <summary>A task and what was known before it was posed.</summary>
/// <param name="Round">Its round, from 1.</param>
/// <param name="Input">The features of the task of its series before it, its demand a day before, the decaying mean of its past demands and
/// the sum of all tasks' in the round before, the last three in log(1 + demand), and 1.</param>
/// <param name="Demand">What it asks for.</param>
/// <param name="Last">What the one before it asked for.</param>
/// <param name="DayBefore">What that of a day before asked for; where there was none, the last.</param>
public sealed record Case(int Round, double[] Input, double Demand, double Last, double DayBefore);
