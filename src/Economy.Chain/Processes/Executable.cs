namespace Economy.Chain.Processes;

/// <summary>Programs by name.</summary>
internal static class Executable
{
    /// <summary>The first match on a search path, as a shell would find it; null if there is none.</summary>
    /// <param name="searchPath">Folders as in the <c>PATH</c> variable.</param>
    public static string? Find(string name, string searchPath)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }
}
