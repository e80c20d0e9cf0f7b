using System.Globalization;
using TorchSharp;

namespace Economy.Torch;

/// <summary>Devices that libtorch finds.</summary>
public static class TorchDevices
{
    /// <summary>Version of the TorchSharp library.</summary>
    public static string LibraryVersion { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Names of the devices, the processor first.</summary>
    public static IReadOnlyList<string> Names() => torch.cuda.is_available()
        ? ["cpu", .. Enumerable.Range(0, torch.cuda.device_count()).Select(n => string.Create(CultureInfo.InvariantCulture, $"cuda:{n}"))]
        : ["cpu"];

    /// <summary>The device of a name: <c>auto</c> (the first GPU, else the processor), <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</summary>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public static torch.Device Of(string name)
    {
        var names = Names();
        var wanted = name switch
        {
            "auto" => names[^1] == "cpu" ? "cpu" : "cuda:0",
            "cuda" => "cuda:0",
            _ => name,
        };
        if (!names.Contains(wanted)) throw new ArgumentException($"There is no device '{name}': {string.Join(", ", names)}.", nameof(name));
        return new torch.Device(wanted);
    }
}
