using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Learning;

namespace Economy.Cli.Backends;

/// <summary>What attention passes and learning are computed on: the C# kernels, or torch on a device.</summary>
/// <param name="Name">As it stands in the manifest.</param>
/// <param name="Scores">Attention passes on the device; null is the C# kernels.</param>
/// <param name="Learning">Learning on the device; null is the C# kernels.</param>
internal sealed record AttentionEngine(string Name, IScoreBackend? Scores, ILearningBackend? Learning) : IDisposable
{
    public const string Embedded = "embedded";

    /// <summary>Names of the precisions of torch, the default one first.</summary>
    public static IReadOnlyList<string> Precisions { get; } = ["float32", "float64", "tf32", "bf16"];

    /// <summary>Opens what <see cref="DeviceChoice"/> chose.</summary>
    /// <param name="device">The device; null is the C# kernels.</param>
    public static AttentionEngine Open(string? device, string precision)
    {
        if (device is null) return new(Embedded, null, null);
        var (place, numbers) = (TorchDevices.Of(device), Enum.Parse<Precision>(precision, ignoreCase: true));
        return new($"torch {place} {precision}", new TorchScoreBackend(place, numbers), new TorchLearning(place, numbers));
    }

    /// <summary>Gives the device's memory back.</summary>
    public void Dispose() => (Scores as IDisposable)?.Dispose();
}
