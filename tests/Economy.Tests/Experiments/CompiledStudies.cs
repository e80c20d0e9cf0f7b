using System.Collections.Immutable;
using Economy.Tests.Cli;
using Economy.Tests.Reporting;
using Economy.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Economy.Tests.Experiments;

/// <summary>
/// Studies compiled as <c>dotnet run</c> compiles them, against what is built, but without a build of ten projects for each: in a folder that
/// holds the program with all its libraries, by reference.
/// </summary>
public sealed class CompiledStudies : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImmutableArray<MetadataReference> references;
    private readonly string built = Path.GetDirectoryName(EconomyProcess.Built("economy.dll"))!;

    public CompiledStudies()
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(built)) File.CreateSymbolicLink(folder[Path.GetFileName(entry)], entry);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => Path.GetDirectoryName(f) == Path.GetDirectoryName(typeof(object).Assembly.Location));
        references = [.. platform.Concat(Directory.EnumerateFiles(built, "*.dll")).Select(f => MetadataReference.CreateFromFile(f))];
    }

    /// <summary>Compiles a script.</summary>
    /// <param name="script">Its path.</param>
    /// <returns>What to put after <c>dotnet</c> so that it runs.</returns>
    /// <exception cref="InvalidDataException">It does not compile.</exception>
    public string[] Compile(string script)
    {
        var language = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new("FileBasedProgram", "")]);
        SyntaxTree[] sources = [CSharpSyntaxTree.ParseText(File.ReadAllText(script), language), CSharpSyntaxTree.ParseText(Usings, language)];
        var name = Path.GetFileNameWithoutExtension(script);
        var compilation = CSharpCompilation.Create(name, sources, references, new CSharpCompilationOptions(OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true, optimizationLevel: OptimizationLevel.Release));
        var emitted = compilation.Emit(folder[$"{name}.dll"]);
        if (!emitted.Success) throw new InvalidDataException(string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return ["exec", "--depsfile", folder["economy.deps.json"], "--runtimeconfig", folder["economy.runtimeconfig.json"], folder[$"{name}.dll"]];
    }

    public void Dispose() => folder.Dispose();

    /// <summary>What the SDK's implicit usings are.</summary>
    private static string Usings => string.Concat(((string[])["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http",
        "System.Threading", "System.Threading.Tasks"]).Select(space => $"global using global::{space};\n"));
}
