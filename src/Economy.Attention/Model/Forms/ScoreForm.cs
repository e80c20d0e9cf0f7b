namespace Economy.Attention.Model.Forms;

/// <summary>
/// How a logit comes from a standardised task row x [F + 1] and pool row y [G + 1], both ending in the constant 1, and how its
/// gradient flows back. A form holds no values: parameters come as the flat array of <see cref="Parameters"/>. Stateless, so
/// that threads may share it. For scoring, a logit is the inner product of an embedding of the task and one of the pool.
/// </summary>
internal abstract class ScoreForm(int taskWidth, int poolWidth, int heads)
{
    /// <summary>F + 1.</summary>
    internal int TaskWidth { get; } = taskWidth;

    /// <summary>G + 1.</summary>
    internal int PoolWidth { get; } = poolWidth;

    /// <summary>Parts that sum to the logit.</summary>
    internal int Heads { get; } = heads;

    /// <summary>P, the width of the embeddings.</summary>
    internal abstract int Embedding { get; }

    /// <summary>
    /// Of how many ratios of two inner products the logit is the sum, each of its own P/Ratios columns: the pool's embedding then has 2·P,
    /// numerators first. 0 where the logit is an inner product itself.
    /// </summary>
    internal virtual int Ratios => 0;

    /// <summary>Width of what all tasks of a round share, found by <see cref="Context"/>; 0 for none.</summary>
    internal virtual int ContextWidth => 0;

    /// <summary>The parameter through which tasks enter, [· × (F + 1)]; pre-training trains it.</summary>
    internal abstract ParameterShape TaskProjection { get; }

    /// <summary>The parameter through which pools enter, [· × (G + 1)].</summary>
    internal abstract ParameterShape PoolProjection { get; }

    /// <summary>Writes the parts of the logit, [Heads].</summary>
    internal abstract void Parts(ReadOnlySpan<double> p, in Pair pair, Span<double> parts);

    /// <summary>
    /// Given ∂L/∂part [Heads], adds ∂L/∂parameters to <paramref name="gradient"/> (laid out as the parameters; empty to skip),
    /// and the gradients of the inputs to <paramref name="inputs"/>.
    /// </summary>
    internal abstract void Backward(ReadOnlySpan<double> p, in Pair pair, ReadOnlySpan<double> parts, Span<double> gradient,
        in PairGradient inputs);

    /// <summary>The context of a round whose task rows have this mean.</summary>
    internal virtual void Context(ReadOnlySpan<double> p, ReadOnlySpan<double> meanTask, Span<double> context) { }

    /// <summary>Given ∂L/∂context, adds to the gradients of parameters and of the mean row.</summary>
    internal virtual void ContextBackward(
        ReadOnlySpan<double> p, ReadOnlySpan<double> meanTask, ReadOnlySpan<double> context, Span<double> gradient, Span<double> mean) { }

    /// <summary>Whether φ(x) comes from the task projection of x; else it is x itself.</summary>
    internal virtual bool Projects => true;

    /// <summary>φ(x), [P], from the projection of x, which may be overwritten.</summary>
    internal abstract void EmbedTask(ReadOnlySpan<double> p, Span<double> projected, ReadOnlySpan<double> context, Span<double> phi);

    /// <summary>ψ(y), [P], or [2·P] for ratios.</summary>
    internal abstract void EmbedPool(ReadOnlySpan<double> p, ReadOnlySpan<double> y, Span<double> psi);
}

/// <summary>The inputs of one logit.</summary>
internal readonly ref struct Pair(ReadOnlySpan<double> task, ReadOnlySpan<double> pool, ReadOnlySpan<double> context)
{
    internal readonly ReadOnlySpan<double> Task = task, Pool = pool, Context = context;
}

/// <summary>Where gradients of the inputs are added; spans may be empty where nobody asks.</summary>
internal readonly ref struct PairGradient(Span<double> task, Span<double> pool, Span<double> context)
{
    internal readonly Span<double> Task = task, Pool = pool, Context = context;
}
