using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Economy.Tests.Support.LongestFirst", "Economy.Tests")]

namespace Economy.Tests.Support;

/// <summary>Begins with those classes that take longest, one test after another, so that none of them is left alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        HardhatRuns, "hardhat", "ClusterTests", "ScriptTests", "TouchTests", "SolidityTests", "InterruptTests", "DigestTests", "EndToEndTests",
        "IntruderTests", "BranchTests", "RunExportTests", "CalibrationTests", "BadInputTests", "DashboardTests", "ExampleTests",
    ];

    private const string HardhatRuns = Chain.HardhatRunsCollection.Name;

    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(Long, name => c.DisplayName == name || c.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)) is >= 0 and var at ? at : Long.Length)
            .ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
