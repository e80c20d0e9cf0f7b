using Economy.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Economy.Tests.Architecture;

/// <summary>A file that names something which another file declares.</summary>
internal sealed record Arrow(string From, string To, string Name);

/// <summary>What the sources of a project refer to within it, as the compiler understands them.</summary>
internal static class FolderArrows
{
    private static readonly Lazy<MetadataReference[]> Referable = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(f => MetadataReference.CreateFromFile(f))]);

    /// <summary>The sources, with whom they refer to resolved.</summary>
    internal static CSharpCompilation Compile(string project)
    {
        var folder = Path.Combine(Repository.Root, "src", project);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)[0] is var top && top != "bin" && (top != "obj" || f.EndsWith("GlobalUsings.g.cs", StringComparison.Ordinal)));
        return CSharpCompilation.Create(
            project,
            files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), new CSharpParseOptions(LanguageVersion.Latest), Path.GetRelativePath(folder, f))),
            Referable.Value.Where(r => Path.GetFileNameWithoutExtension(r.Display) != project),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Every arrow from one file of a project to another.</summary>
    internal static IEnumerable<Arrow> Of(string project)
    {
        var compilation = Compile(project);
        return compilation.SyntaxTrees.AsParallel().SelectMany(tree => Of(tree, compilation.GetSemanticModel(tree))).Distinct().ToList();
    }

    private static IEnumerable<Arrow> Of(SyntaxTree tree, SemanticModel model) =>
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        where name.Ancestors().All(a => a is not UsingDirectiveSyntax)
        let symbol = model.GetSymbolInfo(name).Symbol
        let type = symbol as INamedTypeSymbol ?? symbol?.ContainingType
        where type is not null
        from place in type.OriginalDefinition.DeclaringSyntaxReferences
        where place.SyntaxTree != tree
        select new Arrow(tree.FilePath, place.SyntaxTree.FilePath, type.Name);
}
