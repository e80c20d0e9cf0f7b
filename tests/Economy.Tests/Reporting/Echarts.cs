namespace Economy.Tests.Reporting;

/// <summary>The charting library's text, where it is installed, or a stand-in that is not run.</summary>
internal static class Echarts
{
    internal const string StandIn = "/* no charts here </script> */";

    private static readonly string? Installed = Find();

    internal static bool IsInstalled => Installed is not null;

    internal static string Script => Installed is { } file ? File.ReadAllText(file) : StandIn;

    private static string? Find()
    {
        var given = Environment.GetEnvironmentVariable("ECHARTS");
        if (given is not null && File.Exists(given)) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "node_modules", "echarts", "dist", "echarts.min.js");
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
