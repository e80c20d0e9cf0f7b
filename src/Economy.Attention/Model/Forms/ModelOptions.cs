namespace Economy.Attention.Model.Forms;

/// <summary>The hyper-parameters of an attention model.</summary>
public sealed record ModelOptions
{
    /// <summary>
    /// The forms of scores by name: <c>dot-product</c> Σ_h w_h·(W_q^h x)·(W_k^h y)/√d_h; <c>additive</c> Σ_h v_hᵀ·softmax(A_h·[x; y]);
    /// <c>biased</c>, the dot product plus a learned bias by (task class, pool name); <c>shared</c> softmax(QKᵀ + add(Q,Q))·A·V with
    /// a matrix A that all tasks read; <c>perceptron</c> v·tanh(A·[x; y]) + v_0 of H·d_h hidden units, no attention but a baseline.
    /// x and y are standardised and end in a constant 1.
    /// </summary>
    public static IReadOnlyList<string> Forms { get; } = ["dot-product", "additive", "biased", "shared", "perceptron"];

    /// <summary>The widest H·d_h that a model may have.</summary>
    public const int MostWidth = 1024;

    /// <summary>The most inducing tokens.</summary>
    public const int MostTokens = 64;

    /// <summary>How logits are formed: one of <see cref="Forms"/>.</summary>
    public string Form { get; init; } = "dot-product";

    /// <summary>H ≥ 1; the form <c>shared</c> has one.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>d_h ≥ 1: width of a head's queries and keys.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Learned tokens through which tasks attend to one another before they attend to pools, 0 to 64; 0 is no encoder.</summary>
    public int InducingTokens { get; init; }

    internal void ThrowIfInvalid()
    {
        if (!Forms.Contains(Form))
            throw new ArgumentException($"unknown form of scores '{Form}'; known: {string.Join(", ", Forms)}", nameof(Form));
        ArgumentOutOfRangeException.ThrowIfLessThan(Heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Heads * Width, MostWidth, nameof(Width));
        ArgumentOutOfRangeException.ThrowIfNegative(InducingTokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(InducingTokens, MostTokens);
    }
}
