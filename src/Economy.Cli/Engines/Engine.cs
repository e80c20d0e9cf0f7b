namespace Economy.Cli.Engines;

/// <summary>An opt-in engine, as far as this build holds it.</summary>
/// <param name="Name">Its name on the command line of the build.</param>
/// <param name="Serves">What it does in place of the embedded one.</param>
/// <param name="Version">Version of its library; null where it is not built in.</param>
internal sealed record Engine(string Name, string Serves, string? Version)
{
    public const string Nethereum = "nethereum";

    /// <summary>Every engine there is.</summary>
    public static IReadOnlyList<Engine> All { get; } =
    [
        new(Nethereum, "chain: --chain-client nethereum, and --chain inprocess without Node.js", NethereumVersion),
    ];

    /// <summary>Whether this build holds an engine.</summary>
    public static bool IsBuiltIn(string name) => All.Any(e => e.Name == name && e.Version is not null);

    /// <summary>Says that an engine is not in this build, and how to get it.</summary>
    public static string Missing(string name) =>
        $"the engine '{name}' is not in this build.\n  Build with it: dotnet run -c Release -p:Engines=full --project src/Economy.Cli -- …\n  That needs a NuGet source with its packages.";

#if NETHEREUM
    private static string? NethereumVersion => Economy.Nethereum.NethereumClient.LibraryVersion;
#else
    private static string? NethereumVersion => null;
#endif
}
