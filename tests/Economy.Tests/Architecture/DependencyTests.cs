using System.Reflection;

namespace Economy.Tests.Architecture;

public class DependencyTests
{
    /// <summary>Which project may refer to which: Core, Attention ← World ← Actors ← Experiments ← Cli; Core, World ← Scenarios; Scenarios, Reporting, Chain ← Experiments; Attention ← Learning; Core ← Chain, Reporting; Provisioning ← Chain, Learning; all ← Cli.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Economy.Core", [] },
        { "Economy.Attention", [] },
        { "Economy.World", ["Economy.Core", "Economy.Attention"] },
        { "Economy.Actors", ["Economy.Core", "Economy.Attention", "Economy.World"] },
        { "Economy.Experiments", ["Economy.Core", "Economy.Attention", "Economy.World", "Economy.Actors", "Economy.Scenarios", "Economy.Reporting", "Economy.Chain"] },
        { "Economy.Scenarios", ["Economy.Core", "Economy.World"] },
        { "Economy.Chain", ["Economy.Core", "Economy.Provisioning"] },
        { "Economy.Reporting", ["Economy.Core"] },
        { "Economy.Provisioning", [] },
        { "Economy.Learning", ["Economy.Attention", "Economy.Provisioning"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_refers_only_to_those_below_it(string project, string[] allowed)
    {
        var referred = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Economy.", StringComparison.Ordinal));
        Assert.Empty(referred.Except(allowed));
    }

    [Theory]
    [InlineData("Economy.Core")]
    [InlineData("Economy.Attention")]
    [InlineData("Economy.World")]
    public void The_centre_needs_no_packages(string project)
    {
        // Trace files come from anywhere, so a maintained reader reads them.
        var referred = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!).Where(name => (project, name) != ("Economy.World", "CsvHelper"));
        Assert.All(referred, name => Assert.True(name.StartsWith("System", StringComparison.Ordinal) || name.StartsWith("Economy.", StringComparison.Ordinal), name));
    }

    [Theory]
    [InlineData("Economy.Core", "System.IO.FileStream")]
    [InlineData("Economy.Core", "System.Net.Http.HttpClient")]
    [InlineData("Economy.Attention", "System.IO.FileStream")]
    public void The_centre_does_no_input_or_output(string project, string type)
    {
        var bytes = File.ReadAllBytes(Assembly.Load(project).Location);
        using var image = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(bytes));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}");
        Assert.DoesNotContain(type, used);
    }
}
