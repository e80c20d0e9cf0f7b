using System.Reflection;

namespace Economy.Tests.Architecture;

public class DependencyTests
{
    /// <summary>Which project may refer to which: Core ← Simulation → Attention, Core ← Scenarios, Chain, Reporting, Cli → all.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Economy.Core", [] },
        { "Economy.Attention", [] },
        { "Economy.Simulation", ["Economy.Core", "Economy.Attention"] },
        { "Economy.Scenarios", ["Economy.Core"] },
        { "Economy.Chain", ["Economy.Core"] },
        { "Economy.Reporting", ["Economy.Core"] },
#if TORCH
        { "Economy.Torch", ["Economy.Attention"] },
#endif
#if AKKA
        { "Economy.Akka", ["Economy.Core", "Economy.Attention", "Economy.Simulation"] },
#endif
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
    [InlineData("Economy.Simulation")]
    public void The_centre_needs_no_packages(string project)
    {
        var referred = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!);
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
