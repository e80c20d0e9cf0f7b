namespace Economy.Attention;

/// <summary>Sums over all tasks that one attention pass leaves behind; unknowns are u = j·K + k.</summary>
/// <param name="pools">m.</param>
/// <param name="resources">K.</param>
/// <param name="curved">Whether the pass is to find the curvature; without it a pass costs about half.</param>
public sealed class AttentionPass(int pools, int resources, bool curved = true)
{
    /// <summary>Beyond this many unknowns only the curvature within a pool is kept.</summary>
    public const int FullCurvatureLimit = 512;

    /// <summary>m.</summary>
    public int Pools { get; } = pools;

    /// <summary>m·K.</summary>
    public int Unknowns { get; } = pools * resources;

    /// <summary>Whether <see cref="Curvature"/> couples pools.</summary>
    public bool Full => Unknowns <= FullCurvatureLimit;

    /// <summary>Entries in a row of <see cref="Curvature"/>: all unknowns, or the K of the same pool.</summary>
    public int RowLength => Full ? Unknowns : resources;

    /// <summary>[m × K] Zᵀd: what the shares would take.</summary>
    public double[] Load { get; } = new double[pools * resources];

    /// <summary>
    /// [Unknowns × RowLength] second derivative of the dual, lower triangle (of each pool's block when not full):
    /// Σ_i d_ik·d_ik'·(z_ij·[j = j'] − z_ij·z_ij')/τ_i. Empty where the pass is not to find it.
    /// </summary>
    public double[] Curvature { get; } =
        curved ? new double[pools * resources * (pools * resources <= FullCurvatureLimit ? pools * resources : resources)] : [];

    /// <summary>Σ_i max(0, max_j(s_ij − λ_j·d_i)); with Σ λC the certificate's bound at these prices.</summary>
    public double Surplus { get; set; }

    /// <summary>Σ s_ij over eligible pairs: the scale of prices.</summary>
    public double ScoreSum { get; set; }
}
