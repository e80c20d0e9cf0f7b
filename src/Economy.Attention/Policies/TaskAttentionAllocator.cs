using Economy.Attention.Rounding;
using Economy.Attention.Tiles;

namespace Economy.Attention.Policies;

/// <summary>
/// Literal attention of tasks to tasks: R_i = w_i·C, the part of every pool's capacity that a task is due by the attention that it is paid,
/// then scaled to what is left and filled up in the order of arrival. Bids are not read; what tasks were worth is learnt from afterwards.
/// </summary>
[Policy("task-attention", "attention of tasks to tasks, learnt, without bids")]
internal sealed class TaskAttentionAllocator(AllocationOptions options) : PostedPriceAllocator(options), IAllocator
{
    private TaskAttention? _attention;
    private int _resources;

    /// <inheritdoc/>
    public void Save(BinaryWriter state)
    {
        state.Write(_attention is null ? 0 : _resources);
        _attention?.Save(state);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader state)
    {
        (_attention, _resources) = (null, state.ReadInt32());
        if (_resources > 0) (_attention = new TaskAttention(_resources)).Restore(state);
    }

    protected override FillOrder Order(AllocationProblem problem) => new QueueOrder(problem);

    protected override IShareRule Rule(AllocationProblem problem, TileSweep sweep)
    {
        if (_attention is null || _resources != problem.Resources)
            (_attention, _resources) = (new TaskAttention(problem.Resources), problem.Resources);
        double[] weights = _attention.Weights(problem), inverse = problem.InverseCapacity();
        if (problem.Tasks > 0) _attention.Learn(Slope(problem, sweep, weights));
        return new WeightedShares(problem, sweep, tile =>
        {
            for (int j = 0; j < problem.Pools; j++)
                for (int t = 0; t < tile.Count; t++)
                {
                    double dominant = Dominant(problem.Demand(tile.First + t), inverse.AsSpan(j * problem.Resources, problem.Resources));
                    tile.Share[j * TaskTile.Length + t] = dominant > 0.0 ? weights[tile.First + t] / dominant : 0.0;
                }
        });
    }

    /// <summary>
    /// ∂J/∂w [n] of the value served, see <see cref="TaskAttention"/>: v_i/(δ_i·Σv) where a task is due less than all it asks for.
    /// </summary>
    private static double[] Slope(AllocationProblem problem, TileSweep sweep, double[] weights)
    {
        double[] slope = new double[problem.Tasks], inverse = new double[problem.Resources];
        for (int k = 0; k < inverse.Length; k++)
        {
            double capacity = 0.0;
            for (int j = 0; j < problem.Pools; j++) capacity += problem.CapacityMilli[j * problem.Resources + k];
            inverse[k] = capacity > 0.0 ? 1.0 / capacity : 0.0;
        }

        sweep.Parallel((_, tile) =>
        {
            for (int t = 0; t < tile.Count; t++)
                for (int j = 0; j < problem.Pools; j++) slope[tile.First + t] = Math.Max(slope[tile.First + t], tile.ScoreAt(j, t));
        });
        double worth = 0.0;
        foreach (double value in slope) worth += value;
        for (int i = 0; i < slope.Length; i++)
        {
            double dominant = Dominant(problem.Demand(i), inverse);
            slope[i] = worth > 0.0 && weights[i] < dominant ? slope[i] / (dominant * worth) : 0.0;
        }

        return slope;
    }

    /// <summary>max_k d_k/C_k.</summary>
    private static double Dominant(ReadOnlySpan<int> demand, ReadOnlySpan<double> inverseCapacity)
    {
        double most = 0.0;
        for (int k = 0; k < demand.Length; k++) most = Math.Max(most, demand[k] * inverseCapacity[k]);
        return most;
    }
}
