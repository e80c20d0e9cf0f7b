namespace Economy.World.Demand.Traces;

/// <summary>Finds trace files where their publishers put them.</summary>
internal static class TraceFolder
{
    private static readonly string[] Below = ["", "csv"], Ends = ["", ".gz"];

    /// <summary>A file by name in a folder or in its <c>csv</c> folder, plain or compressed with gzip; null where there is none.</summary>
    public static string? Find(string folder, string name) =>
        (from below in Below from end in Ends select Path.Combine(folder, below, name + end)).FirstOrDefault(File.Exists);

    /// <summary>Files that may be traces, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Below.Select(below => Path.Combine(folder, below)).Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place)
                .Where(file => file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                    || file.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal);
}
