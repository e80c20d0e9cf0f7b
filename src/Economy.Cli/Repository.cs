namespace Economy.Cli;

/// <summary>The clone that this program was built from: where package.json, contracts and scenarios are.</summary>
internal static class Repository
{
    /// <summary>The folder above the current one, or above the program, that holds <c>Economy.sln</c>; null where there is none.</summary>
    public static string? Find() => Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory);

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Economy.sln"))) return at.FullName;
        return null;
    }
}
