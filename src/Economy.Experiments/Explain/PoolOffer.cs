using Economy.Attention.Model;

namespace Economy.Experiments.Explain;

/// <summary>What a pool meant to a task at the prices of its tick.</summary>
/// <param name="Pool">Row of the pool; issues come after the pools.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">s_ij: value of full service there, minor units, less any reserve price.</param>
/// <param name="Cost">λ_j·d_i: price of full service there, minor units.</param>
/// <param name="Ppm">Parts per million served there.</param>
/// <param name="Paid">Payment for them, minor units.</param>
/// <param name="Obstacle">Why the pool may not serve the task at all; null where it may.</param>
/// <param name="Explanation">The score by head and feature; null where no model made it.</param>
public sealed record PoolOffer(int Pool, string Name, double Score, double Cost, int Ppm, long Paid, string? Obstacle,
    Explanation? Explanation)
{
    /// <summary>s − λ·d: what being served there brings the task.</summary>
    public double Surplus => Score - Cost;
}
