using Economy.Attention.Learning;
using Economy.Attention.Scores;

namespace Economy.Cli.Engines;

/// <summary>What attention passes and learning are computed on: the default engine, or torch on a device.</summary>
/// <param name="Name">As it stands in the manifest.</param>
/// <param name="Scores">The engine of attention passes; null is the default one.</param>
/// <param name="Learning">The engine of learning; null is the default one.</param>
internal sealed record AttentionEngine(string Name, IScoreBackend? Scores, ILearningBackend? Learning) : IDisposable
{
    public const string Embedded = "embedded";

    /// <summary>Names of the precisions of torch, the default one first.</summary>
    public static IReadOnlyList<string> Precisions { get; } = ["float32", "float64", "tf32", "bf16"];

    /// <summary>Gives the device's memory back.</summary>
    public void Dispose() => (Scores as IDisposable)?.Dispose();

#if TORCH
    /// <summary>What is wrong with a choice of device and precision; null where it can be had.</summary>
    public static string? Problem(string? device, string precision)
    {
        if (!Precisions.Contains(precision)) return $"--precision '{precision}' is not known: {string.Join(", ", Precisions)}.";
        if (device is null) return null;
        try
        {
            Economy.Torch.TorchDevices.Of(device);
            return null;
        }
        catch (ArgumentException unknown)
        {
            return $"--device '{device}' is not there: {unknown.Message.Split(" (Parameter")[0]}";
        }
        catch (Exception missing) when (Engine.IsWithoutLibrary(missing))
        {
            return Engine.WithoutLibrary(missing);
        }
    }

    /// <summary>Opens an engine.</summary>
    public static AttentionEngine Open(string? device, string precision)
    {
        if (device is null) return new(Embedded, null, null);
        var (place, numbers) = (Economy.Torch.TorchDevices.Of(device), Enum.Parse<Economy.Torch.Precision>(precision, ignoreCase: true));
        return new($"torch {place} {precision}", new Economy.Torch.TorchScoreBackend(place, numbers), new Economy.Torch.TorchLearning(place, numbers));
    }
#else
    /// <summary>What is wrong with a choice of device and precision; null where it can be had.</summary>
    public static string? Problem(string? device, string precision) => device is null ? null : Engine.Missing(Engine.Torch);

    /// <summary>Opens an engine.</summary>
    public static AttentionEngine Open(string? device, string precision) => new(Embedded, null, null);
#endif
}
