namespace Economy.Attention.Model;

/// <summary>The hyper-parameters of an attention model.</summary>
public sealed record ModelOptions
{
    /// <summary>The widest H·d_h that a model may have.</summary>
    public const int MostWidth = 1024;

    /// <summary>The most inducing tokens.</summary>
    public const int MostTokens = 64;

    /// <summary>How logits are formed: one of <see cref="AttentionModel.Forms"/>.</summary>
    public string Form { get; init; } = "dot-product";

    /// <summary>H ≥ 1; the form <c>shared</c> has one.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>d_h ≥ 1: width of a head's queries and keys.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Learned tokens through which tasks attend to one another before they attend to pools, 0 to 64; 0 is no encoder.</summary>
    public int InducingTokens { get; init; }

    internal void ThrowIfInvalid()
    {
        if (!AttentionModel.Forms.Contains(Form))
            throw new ArgumentException($"unknown form of scores '{Form}'; known: {string.Join(", ", AttentionModel.Forms)}", nameof(Form));
        ArgumentOutOfRangeException.ThrowIfLessThan(Heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Heads * Width, MostWidth, nameof(Width));
        ArgumentOutOfRangeException.ThrowIfNegative(InducingTokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(InducingTokens, MostTokens);
    }
}
