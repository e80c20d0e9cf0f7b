using Economy.Chain.Provisioning;
using Economy.Tests.Support;

namespace Economy.Tests.Reporting;

/// <summary>The charting library that the pages carry.</summary>
internal static class Echarts
{
    internal const string StandIn = "/* no charts here </script> */";

    private static readonly Lazy<string> Provided = new(() =>
        File.ReadAllText(Toolchain.ProvideAsync(Repository.Root, ToolchainParts.Packages).GetAwaiter().GetResult().ChartLibrary));

    /// <summary>The real one; the npm packages are installed if they are missing.</summary>
    internal static string Script => Provided.Value;
}
