namespace Economy.Tests.Support;

/// <summary>The real traces, in <c>../shared/data</c> beside the folder of Economy.sln. They are not part of the repository.</summary>
public static class SharedData
{
    /// <summary>Null where the traces are absent.</summary>
    public static string? Root { get; } = Find();

    public static string Path(string relative) => System.IO.Path.Combine(Root ?? throw new InvalidOperationException("no shared data"), relative);

    private static string? Find()
    {
        var data = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "data"));
        return Directory.Exists(data) ? data : null;
    }
}

/// <summary>A fact about real data, skipped with the reason where that data is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWhereDataAttribute : FactAttribute
{
    /// <param name="relative">File or folder under shared/data.</param>
    public FactWhereDataAttribute(string relative)
    {
        if (SharedData.Root is null || !Path.Exists(SharedData.Path(relative)))
            Skip = $"shared/data/{relative} is not beside the repository";
    }
}
