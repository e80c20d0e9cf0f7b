namespace Economy.Attention.Learning;

/// <summary>How training went.</summary>
public sealed record TrainingReport
{
    /// <summary>Passes over the samples.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch whose parameters were kept; 0 is the start.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Mean loss on the training part after each epoch's steps, as met on the way; [Epochs].</summary>
    public required IReadOnlyList<double> TrainingLoss { get; init; }

    /// <summary>
    /// Mean loss on the held-out part, before training and after each epoch; [Epochs + 1], empty where nothing was held out.
    /// </summary>
    public required IReadOnlyList<double> HeldOutLoss { get; init; }

    /// <summary>Whether training ended because the held-out loss no longer fell.</summary>
    public required bool StoppedEarly { get; init; }
}
