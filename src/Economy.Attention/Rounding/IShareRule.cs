using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>The real shares of a policy.</summary>
internal interface IShareRule
{
    /// <summary>
    /// Fills <see cref="TaskTile.Share"/>: z_ij ≥ 0, Σ_j z_ij ≤ 1, 0 where the score is −∞. The same bits whenever asked. Thread-safe.
    /// </summary>
    void Share(TaskTile tile);
}
