using System.Text.Json;
using Economy.Provisioning;

namespace Economy.Learning.Native;

/// <summary>Brings a package with libtorch into the cache by a restore of a project that has nothing else.</summary>
/// <param name="package">The package.</param>
/// <param name="cache">The folder of what is fetched.</param>
/// <param name="report">Told, in a line each, what is being done while the user waits.</param>
internal sealed class LibtorchFetch(LibtorchPackage package, string cache, Action<string> report)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
          <ItemGroup><PackageDownload Include="NAME" Version="[VERSION]" /></ItemGroup>
        </Project>
        """;

    /// <summary>What to do where it cannot be fetched.</summary>
    public static string Remedy { get; } =
        $"Set ECONOMY_LIBTORCH to the folder lib of a libtorch {LibtorchPlace.Needed}, or torch/lib of a PyTorch {LibtorchPlace.Needed}; or leave --device out: the C# kernels need neither.";

    /// <summary>The folder of the libraries, which another process may have filled meanwhile.</summary>
    /// <exception cref="LibtorchException">It cannot be fetched, or is not what it should be.</exception>
    public async Task<string> ProvideAsync(CancellationToken cancel)
    {
        try
        {
            using var held = await ProvisioningLock.TakeAsync(cache, report, cancel).ConfigureAwait(false);
            var folder = package.Folder(cache);
            if (!LibtorchSearch.Has(folder)) await FetchAsync(folder, cancel).ConfigureAwait(false);
            return folder;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new LibtorchException($"libtorch could not be put into the cache: {cause.Message}",
                $"Check the rights and the free space in {cache} ({CacheFolder.Variable} names another folder).", cause);
        }
    }

    private async Task FetchAsync(string folder, CancellationToken cancel)
    {
        report($"Fetching libtorch {LibtorchPackage.Version} for the processor from NuGet ({package.Download} MB to download, {package.Disk} MB on disk, once)");
        var draft = folder + ".new";
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        try
        {
            await RestoreAsync(draft, cancel).ConfigureAwait(false);
            var home = Path.Combine(draft, "packages", package.Name, LibtorchPackage.Version);
            var native = Path.Combine(home, "runtimes", package.Platform, "native");
            if (!LibtorchSearch.Has(native))
                throw new LibtorchException(
                    $"The package {package.Name} {LibtorchPackage.Version} has not the libraries that it should have.", Remedy);
            if (ContentHash(home) != package.ContentHash)
                throw new LibtorchException(
                    $"The package {package.Name} {LibtorchPackage.Version} of your NuGet source is not the one that this program knows (SHA-512).", Remedy);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(native, folder); // The last step: a folder of this name is whole.
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    }

    private async Task RestoreAsync(string draft, CancellationToken cancel)
    {
        // Files of these names would otherwise be looked for in the folders above.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(draft, file), "<Project />");
        var project = Path.Combine(draft, "libtorch.csproj");
        File.WriteAllText(project,
            Project.Replace("NAME", package.Name, StringComparison.Ordinal).Replace("VERSION", LibtorchPackage.Version,
                StringComparison.Ordinal));
        string[] arguments =
        [
            "restore", project, "--packages", Path.Combine(draft, "packages"), "--no-http-cache", "--disable-build-servers", "-v", "quiet", "-tl:off",
            $"-p:RestoreRootConfigDirectory={Directory.GetCurrentDirectory()}", // Sources as the folder that the user is in has them.
        ];
        var (exitCode, output) = await DotnetTool.RunAsync(arguments, draft, Remedy, cancel).ConfigureAwait(false);
        if (exitCode != 0) throw new LibtorchException($"libtorch could not be fetched from NuGet:{Environment.NewLine}{output}", $"Check that the NuGet source can be reached and has {package.Name} {LibtorchPackage.Version}. Or: {Remedy}");
    }

    private static string? ContentHash(string home)
    {
        using var metadata = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(home, ".nupkg.metadata")));
        return metadata.RootElement.TryGetProperty("contentHash", out var hash) ? hash.GetString() : null;
    }
}
