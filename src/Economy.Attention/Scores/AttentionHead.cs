namespace Economy.Attention.Scores;

/// <summary>One head of cross-attention from tasks to pools.</summary>
public sealed record AttentionHead
{
    /// <summary>d_h, the width of queries and keys.</summary>
    public required int Width { get; init; }

    /// <summary>w_h, the weight of this head in the logit.</summary>
    public required double Weight { get; init; }

    /// <summary>W_q [d_h × F], row-major.</summary>
    public required double[] Query { get; init; }

    /// <summary>W_k [d_h × G], row-major.</summary>
    public required double[] Key { get; init; }
}
