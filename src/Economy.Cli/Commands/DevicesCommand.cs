using System.CommandLine;
using System.Runtime.InteropServices;
using Economy.Cli.Backends;
using Economy.Learning;

namespace Economy.Cli.Commands;

/// <summary><c>economy devices</c></summary>
internal static class DevicesCommand
{
    private static readonly Option<bool> Fetch =
        new("--fetch") { Description = "Fetch a libtorch for the processor from NuGet now, if there is none." };

    public static Command Create()
    {
        var command = new CommandWithExamples("devices",
            "List what attention and learning can be computed on, what is missing, and how to get it.", "economy devices",
            "economy devices --fetch") { Fetch };
        command.SetAction(async (parsed, cancel) => await RunAsync(parsed.GetValue(Fetch), cancel).ConfigureAwait(false));
        return command;
    }

    private static async Task<int> RunAsync(bool fetch, CancellationToken cancel)
    {
        Say("kernels", $"C#, {Environment.ProcessorCount} processors, {Vectors()}; without --device");
        try
        {
            if (!fetch && Libtorch.Find() is null)
            {
                Say("libtorch", "none here");
                Say("", Libtorch.Fetchable is { } package ? $"--device cpu or 'economy devices --fetch' gets {package}"
                    : "nor can one be fetched for this platform");
                Say("cuda", Gpu() + DeviceChoice.CudaRemedy);
                return ExitCode.Ok;
            }

            var place = await Libtorch.LoadAsync(Console.Error.WriteLine, cancel).ConfigureAwait(false);
            var devices = TorchDevices.Names();
            Say("libtorch", $"{place}, TorchSharp {TorchDevices.LibraryVersion}");
            Say("cpu", "torch on the processor: --device cpu");
            foreach (var device in devices.Skip(1)) Say(device, $"--device {device}, and --device auto");
            if (devices.Count == 1)
                Say("cuda", place.HasCuda ? "this libtorch has CUDA, but finds no GPU: is NVIDIA's driver installed?"
                    : Gpu() + DeviceChoice.CudaRemedy);
            return ExitCode.Ok;
        }
        catch (LibtorchException missing)
        {
            return Report.Failed(missing.Message);
        }
    }

    /// <summary>Whether this machine has an NVIDIA driver, which each libtorch for CUDA needs.</summary>
    private static string Gpu() =>
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _)
            ? "NVIDIA's driver is here, but no libtorch for it. " : "no NVIDIA driver here. With one: ";

    private static string Vectors() =>
        System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported ? "fused multiply-add"
            : "no fused multiply-add (4 to 30 times slower)";

    private static void Say(string what, string of) =>
        Console.WriteLine($"{what,-10} {of.Replace("\n", $"\n{"",-10} ", StringComparison.Ordinal)}");
}
