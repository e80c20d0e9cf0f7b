namespace Economy.Learning.Forecasting;

/// <summary>What a forecaster with a long memory is like, and how it is trained.</summary>
public sealed record LongMemoryOptions
{
    /// <summary>S: steps of a segment, which are read at once.</summary>
    public int Segment { get; init; } = 32;

    /// <summary>M: segments before a step whose cached states a layer reads.</summary>
    public int Memory { get; init; } = 3;

    /// <summary>L.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>H.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>d, a multiple of H.</summary>
    public int Width { get; init; } = 32;

    /// <summary>How many steps ahead to forecast, each ≥ 1.</summary>
    public IReadOnlyList<int> Ahead { get; init; } = [1];

    /// <summary>Steps before itself that a step reads in one layer, M·S.</summary>
    public int Window => Memory * Segment;

    /// <summary>Steps before itself on which a forecast depends, all of them and no others: L·M·S, a window a layer.</summary>
    public int Horizon => Layers * Window;

    /// <summary>Streams that the part to learn from is cut into, which are read side by side; each begins without memory.</summary>
    public int Streams { get; init; } = 8;

    /// <summary>Parts of the streams whose gradients are added up before a step: less memory, and the same step.</summary>
    public int Parts { get; init; } = 2;

    /// <summary>Most passes over the part to learn from.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Passes without a better loss on the part held out for it, after which training stops.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Step of AdamW (Loshchilov and Hutter 2019).</summary>
    public double Rate { get; init; } = 2e-3;

    /// <summary>Its decay of weights.</summary>
    public double Decay { get; init; } = 1e-2;

    /// <summary>Decides the start, and where segments begin.</summary>
    public ulong Seed { get; init; } = 1;
}
