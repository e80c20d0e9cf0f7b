namespace Economy.Attention.Learning;

/// <summary>How a model is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Step of Adam.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decay of the mean gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps a step finite where gradients vanish.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>
    /// Pull of every parameter to zero per step, in units of the learning rate and decoupled from the gradient (Loshchilov and Hutter
    /// 2019).
    /// </summary>
    public double WeightDecay { get; init; } = 1e-3;

    /// <summary>Samples per step; for models whose tasks attend to one another, of one round.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Most passes over the samples.</summary>
    public int MaxEpochs { get; init; } = 100;

    /// <summary>Epochs without a better loss on the held-out part after which training stops.</summary>
    public int Patience { get; init; } = 8;

    /// <summary>Part of the samples held out, in [0, 1); with 0 all epochs are run and the last parameters kept.</summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary>Decides what is held out, the order of samples and what is masked.</summary>
    public ulong Seed { get; init; } = 1;
}
