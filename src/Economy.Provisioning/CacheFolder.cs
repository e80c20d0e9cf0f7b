namespace Economy.Provisioning;

/// <summary>Where what is fetched on first use is kept, outside of the repository.</summary>
public static class CacheFolder
{
    /// <summary>The variable that names another folder.</summary>
    public const string Variable = "ECONOMY_CACHE";

    /// <summary>The folder that <see cref="Variable"/> names, or <c>economy</c> in the user's cache folder as the system has it.</summary>
    public static string Default =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : Path.Combine(OfTheSystem(), "economy");

    private static string OfTheSystem()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Caches");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(home, ".cache");
    }
}
