namespace Economy.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of Economy.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Whether golden files and generated documentation are written anew instead of compared.</summary>
    public static bool IsRewriting { get; } = Environment.GetEnvironmentVariable("ECONOMY_REWRITE") == "1";

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Economy.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
