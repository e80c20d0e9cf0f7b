using System.Globalization;
using Economy.Learning;

namespace Economy.Cli.Backends;

/// <summary>The device that the options ask for, with libtorch loaded where it needs it.</summary>
/// <param name="Device">The device; null is the C# kernels.</param>
/// <param name="Problem">What is wrong with what was asked for; null where nothing is.</param>
internal sealed record DeviceChoice(string? Device, string? Problem)
{
    private const string Auto = "auto", Processor = "cpu", Gpu = "cuda";

    /// <summary>How to get a libtorch that computes on a GPU.</summary>
    public static string CudaRemedy { get; } =
        $"Set ECONOMY_LIBTORCH to the folder lib of a libtorch {LibtorchPlace.Needed} for CUDA, or to torch/lib of a PyTorch {LibtorchPlace.Needed} with CUDA.";

    /// <summary>Chooses, and fetches libtorch where it is needed and missing.</summary>
    /// <param name="asked">Value of the option for the device; null leaves it to the C# kernels.</param>
    /// <param name="precision">Value of the option for precision.</param>
    /// <param name="report">Told, in a line each, what was chosen and what is being done.</param>
    /// <param name="resumable">Whether the run is to be resumed to the same bytes, which only the C# kernels give: <c>auto</c> then means
    /// them.</param>
    public static async Task<DeviceChoice> OfAsync(string? asked, string precision, Action<string> report, CancellationToken cancel,
        bool resumable = false)
    {
        if (!AttentionEngine.Precisions.Contains(precision))
            return new(null, $"--precision '{precision}' is not known: {string.Join(", ", AttentionEngine.Precisions)}.");
        if (asked is null) return new(null, null);
        if (!IsKnown(asked)) return new(null,
            $"--device '{asked}' is not known: {Auto}, {Processor}, {Gpu} or {Gpu}:n. 'economy devices' lists what there is.");
        if (resumable && asked != Auto)
            return new(null, "--checkpoint-every needs the C# kernels: a run on torch cannot be resumed to the same bytes.");
        try
        {
            return asked switch
            {
                Auto => await AutomaticAsync(report, resumable, cancel).ConfigureAwait(false),
                Processor => await LoadedAsync(asked, report, cancel).ConfigureAwait(false),
                _ when Libtorch.Find() is { HasCuda: true } => await LoadedAsync(asked, report, cancel).ConfigureAwait(false),
                _ => new(null, $"--device '{asked}' is not there: {Libtorch.Find()?.ToString() ?? "no libtorch was found, and the one that can be fetched"} is for the processor.\n  {CudaRemedy}"),
            };
        }
        catch (LibtorchException missing)
        {
            return new(null, missing.Message);
        }
    }

    private static bool IsKnown(string asked) =>
        asked is Auto or Processor or Gpu
            || (asked.StartsWith(Gpu + ":", StringComparison.Ordinal)
                && int.TryParse(asked.AsSpan(Gpu.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static async Task<DeviceChoice> AutomaticAsync(Action<string> report, bool resumable, CancellationToken cancel)
    {
        if (!resumable && Libtorch.Find() is { HasCuda: true })
        {
            await Libtorch.LoadAsync(report, cancel).ConfigureAwait(false);
            if (TorchDevices.Names().Count > 1) return await LoadedAsync(Gpu, report, cancel).ConfigureAwait(false);
        }

        report($"--device auto: {(resumable ? "a run with checkpoints" : "no GPU that a libtorch here computes on")}; attention on the C# kernels");
        return new(null, null);
    }

    private static async Task<DeviceChoice> LoadedAsync(string asked, Action<string> report, CancellationToken cancel)
    {
        var place = await Libtorch.LoadAsync(report, cancel).ConfigureAwait(false);
        try
        {
            var device = TorchDevices.Of(asked).ToString();
            report($"attention on {device}: {place}");
            return new(device, null);
        }
        catch (ArgumentException missing)
        {
            return new(null, $"--device '{asked}' is not there: {missing.Message.Split(" (Parameter")[0]}");
        }
    }
}
