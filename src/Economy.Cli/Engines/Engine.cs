namespace Economy.Cli.Engines;

/// <summary>An opt-in engine, as far as this build holds it.</summary>
/// <param name="Name">Its name on the command line of the build.</param>
/// <param name="Serves">What it does in place of the embedded one.</param>
/// <param name="Version">Version of its library; null where it is not built in.</param>
/// <param name="Devices">Looks for the devices that it can run on; empty where it runs on any processor.</param>
internal sealed record Engine(string Name, string Serves, string? Version, Func<IReadOnlyList<string>> Devices)
{
    public const string Akka = "akka";
    public const string Torch = "torch";

    /// <summary>Every engine there is.</summary>
    public static IReadOnlyList<Engine> All { get; } =
    [
        new(Akka, "actors: --engine akka, on one machine or a cluster", AkkaVersion, () => []),
        new(Torch, "attention passes and learning: --device auto, cpu or cuda:n", TorchVersion, TorchDevices),
    ];

    /// <summary>Whether this build holds an engine.</summary>
    public static bool IsBuiltIn(string name) => All.Any(e => e.Name == name && e.Version is not null);

    /// <summary>Says that an engine is not in this build, and how to get it.</summary>
    public static string Missing(string name) =>
        $"the engine '{name}' is not in this build.\n  Build with it: dotnet run -c Release -p:Engines=full --project src/Economy.Cli -- …\n  That needs a NuGet source with its packages; 'economy engines' lists what a build holds.";

#if AKKA
    private static string? AkkaVersion => Economy.Akka.AkkaActorHost.LibraryVersion;
#else
    private static string? AkkaVersion => null;
#endif

#if TORCH
    private static string? TorchVersion => Economy.Torch.TorchDevices.LibraryVersion;

    private static IReadOnlyList<string> TorchDevices()
    {
        try
        {
            return Economy.Torch.TorchDevices.Names();
        }
        catch (Exception missing) when (IsWithoutLibrary(missing))
        {
            return [WithoutLibrary(missing)];
        }
    }

    /// <summary>Whether a failure is that of finding or loading libtorch.</summary>
    public static bool IsWithoutLibrary(Exception failure) => failure is TypeInitializationException or NotSupportedException or DllNotFoundException;

    /// <summary>Says so.</summary>
    public static string WithoutLibrary(Exception failure) => $"libtorch cannot be loaded: {(failure.InnerException ?? failure).Message.Split('\n')[0]}";
#else
    private static string? TorchVersion => null;

    private static IReadOnlyList<string> TorchDevices() => [];
#endif
}
