namespace Economy.Attention;

/// <summary>How allocators work; the defaults suit a simulation.</summary>
public sealed record AllocationOptions
{
    /// <summary>The least scale of a task's temperature, as a part of its best score: pools worth hardly anything to it do not cool it.</summary>
    public const double LeastScale = 0.5;

    /// <summary>τ of the attention with prices, relative to each task's mean score or half of its best, whichever is more; in (0, 10].</summary>
    public double Temperature { get; init; } = 0.03;

    /// <summary>Temperature of literal softmax, relative to the mean score of all tasks; &gt; 0.</summary>
    public double SoftmaxTemperature { get; init; } = 1.0;

    /// <summary>Threads used; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Most attention passes that the search for prices may take.</summary>
    public int MaxPasses { get; init; } = 60;

    /// <summary>The search for prices stops when no priced resource is further from its capacity than this fraction.</summary>
    public double Tolerance { get; init; } = 3e-4;

    /// <summary>
    /// Certified ratio below which attention spends <see cref="PolishPasses"/> on a tighter bound, at lower temperatures.
    /// </summary>
    public double CertifyTo { get; init; } = 0.995;

    /// <summary>Most further passes for the bound; they change neither shares nor prices.</summary>
    public int PolishPasses { get; init; } = 20;

    /// <summary>Where scores come from; the bid itself by default.</summary>
    public IScoreModel Scores { get; init; } = BidScores.Instance;

    /// <summary>Another engine for the attention passes; null is the tiled one of this library.</summary>
    public IScoreBackend? Backend { get; init; }
}
