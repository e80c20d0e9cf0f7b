using System.Globalization;
using TorchSharp;

namespace Economy.Learning;

/// <summary>Devices that the loaded libtorch computes on.</summary>
public static class TorchDevices
{
    /// <summary>Version of the TorchSharp library.</summary>
    public static string LibraryVersion { get; } = typeof(torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Names of the devices, the processor first.</summary>
    /// <exception cref="InvalidOperationException">No libtorch is loaded, see <see cref="Libtorch.LoadAsync"/>.</exception>
    public static IReadOnlyList<string> Names()
    {
        if (Libtorch.Loaded is null) throw new InvalidOperationException("libtorch is not loaded");
        return Libtorch.Loaded.HasCuda && torch.cuda.is_available()
            ? ["cpu", .. Enumerable.Range(0, torch.cuda.device_count())
                .Select(n => string.Create(CultureInfo.InvariantCulture, $"cuda:{n}"))]
            : ["cpu"];
    }

    /// <summary>The device of a name: <c>cpu</c>, <c>cuda</c> (the first) or <c>cuda:n</c>.</summary>
    /// <exception cref="ArgumentException">There is no such device.</exception>
    public static torch.Device Of(string name)
    {
        var (names, wanted) = (Names(), name == "cuda" ? "cuda:0" : name);
        if (!names.Contains(wanted)) throw new ArgumentException($"There is no device '{name}': {string.Join(", ", names)}.", nameof(name));
        return new torch.Device(wanted);
    }
}
