using System.Text.RegularExpressions;

namespace Economy.Learning.Native;

/// <summary>Looks for a libtorch: where a variable says, then in the cache.</summary>
/// <param name="cache">The folder of what was fetched.</param>
/// <param name="variable">Values of variables; those of the environment unless given.</param>
internal sealed partial class LibtorchSearch(string cache, Func<string, string?>? variable = null)
{
    /// <summary>Variables that name a folder, the first that is set counts.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["ECONOMY_LIBTORCH", "LIBTORCH"];

    /// <summary>What there is; null where there is none and no variable names one.</summary>
    /// <exception cref="LibtorchException">A variable names a folder that has none, or one of another version.</exception>
    public LibtorchPlace? Find()
    {
        foreach (var name in Variables)
            if ((variable ?? Environment.GetEnvironmentVariable)(name) is { Length: > 0 } folder) return Named(name, folder);
        return LibtorchPackage.Here is { } package && Has(package.Folder(cache))
            ? new(package.Folder(cache), "fetched from NuGet", LibtorchPackage.Version, HasCuda: false) : null;
    }

    /// <summary>Whether a folder holds the libraries of a libtorch.</summary>
    public static bool Has(string folder) => File.Exists(Path.Combine(folder, LibraryName("torch_cpu")));

    /// <summary>Name of the file of a library on this system.</summary>
    public static string LibraryName(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static LibtorchPlace Named(string name, string folder)
    {
        string[] places = [folder, Path.Combine(folder, "lib"), Path.Combine(folder, "torch", "lib")];
        var remedy = $"Set {name} to the folder lib of a libtorch {LibtorchPlace.Needed}, or torch/lib of a PyTorch {LibtorchPlace.Needed}; or unset it, and one for the processor is fetched.";
        if (places.FirstOrDefault(Has) is not { } found)
            throw new LibtorchException($"{name} names {folder}, where there is no {LibraryName("torch_cpu")}.", remedy);
        var version = VersionOf(found);
        if (version is not null && !version.StartsWith(LibtorchPlace.Needed + ".", StringComparison.Ordinal))
            throw new LibtorchException($"{name} names {folder}, which is version {version}.", remedy);
        return new(Path.GetFullPath(found), name, version, File.Exists(Path.Combine(found, LibraryName("torch_cuda"))));
    }

    /// <summary>
    /// A libtorch says its version in <c>build-version</c>, a PyTorch in <c>version.py</c>, beside the folder of the libraries.
    /// </summary>
    private static string? VersionOf(string folder)
    {
        var above = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        if (File.Exists(Path.Combine(above, "build-version"))) return File.ReadAllText(Path.Combine(above, "build-version")).Trim();
        var python = Path.Combine(above, "version.py");
        return File.Exists(python) && PythonVersion().Match(File.ReadAllText(python)) is { Success: true } match ? match.Groups[1].Value
            : null;
    }

    [GeneratedRegex("__version__ = ['\"]([^'\"]+)['\"]")]
    private static partial Regex PythonVersion();
}
