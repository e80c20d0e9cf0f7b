using Economy.Attention.Model;

namespace Economy.Attention.Learning;

/// <summary>
/// What could be seen round after round, without any outcome: the material of pre-training. Rounds of one world follow one another.
/// </summary>
public sealed class RoundLog(FeatureSchema schema, int mostTasks = 256)
{
    private readonly List<Round> _rounds = [];

    /// <summary>The columns of the features.</summary>
    public FeatureSchema Schema { get; } = schema;

    /// <summary>Rounds.</summary>
    public int Count => _rounds.Count;

    internal IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>Adds a round.</summary>
    /// <param name="features">Copied; of more than <c>mostTasks</c> tasks, as many evenly spaced ones.</param>
    /// <param name="demand">Total demand of the round in any one unit, ≥ 0; what is forecast is that of the next round.</param>
    /// <param name="world">Rounds of different worlds are never taken for neighbours.</param>
    public void Add(Features features, double demand, int world = 0)
    {
        if (!(demand >= 0.0) || double.IsInfinity(demand))
            throw new ArgumentOutOfRangeException(nameof(demand), demand, "demand is finite and ≥ 0");
        int kept = Math.Min(mostTasks, features.Tasks);
        var task = new double[kept * features.TaskWidth];
        for (int k = 0; k < kept; k++)
            features.TaskRow((int)((long)k * features.Tasks / kept)).CopyTo(task.AsSpan(k * features.TaskWidth));
        _rounds.Add(new Round(world, features.Tasks, demand, task, [.. features.Pool]));
    }

    /// <summary>
    /// Moments of all task rows and all pool rows kept, for <see cref="AttentionModel.StandardisedBy(Moments, Moments)"/>.
    /// </summary>
    public (Moments Task, Moments Pool) Moments()
    {
        var (task, pool) = (new Moments(Schema.Task.Count), new Moments(Schema.Pool.Count));
        foreach (Round round in _rounds)
        {
            task.Add(round.Task);
            pool.Add(round.Pool);
        }
        return (task, pool);
    }

    internal sealed record Round(int World, int Tasks, double Demand, double[] Task, double[] Pool);
}
