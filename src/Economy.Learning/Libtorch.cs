using System.Runtime.InteropServices;
using Economy.Learning.Native;
using Economy.Provisioning;

namespace Economy.Learning;

/// <summary>
/// The native library that tensors are computed with. It comes with no build: a variable names one (ECONOMY_LIBTORCH or LIBTORCH, with CUDA
/// or without), or one for the processor is fetched from NuGet into the user's cache on first use. A process loads it once.
/// </summary>
public static class Libtorch
{
    private static readonly SemaphoreSlim gate = new(1);

    /// <summary>The one that is loaded; null before.</summary>
    public static LibtorchPlace? Loaded { get; private set; }

    /// <summary>The one that would be loaded; null where one would be fetched first.</summary>
    /// <exception cref="LibtorchException">A variable names what is none.</exception>
    public static LibtorchPlace? Find() => Loaded ?? new LibtorchSearch(CacheFolder.Default).Find();

    /// <summary>Loads it, fetching it first where there is none.</summary>
    /// <param name="report">Told, in a line each, what is being done while the user waits.</param>
    /// <exception cref="LibtorchException">It is not there and cannot be fetched, or does not load.</exception>
    public static async Task<LibtorchPlace> LoadAsync(Action<string>? report = null, CancellationToken cancel = default)
    {
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return Loaded ??= Load(Find() ?? await FetchAsync(report ?? (_ => { }), cancel).ConfigureAwait(false));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What would be fetched, in words; null where nothing can be.</summary>
    public static string? Fetchable =>
        LibtorchPackage.Here is { } package
            ? $"{package.Name} {LibtorchPackage.Version} from NuGet, {package.Download} MB to download, {package.Disk} MB on disk" : null;

    private static async Task<LibtorchPlace> FetchAsync(Action<string> report, CancellationToken cancel)
    {
        var package = LibtorchPackage.Here
            ?? throw new LibtorchException($"There is no libtorch for {LibtorchPackage.ThisPlatform} on NuGet, nor a TorchSharp.",
                "Leave --device out: the C# kernels run on any machine.");
        await new LibtorchFetch(package, CacheFolder.Default, report).ProvideAsync(cancel).ConfigureAwait(false);
        return new LibtorchSearch(CacheFolder.Default, _ => null).Find()!;
    }

    private static LibtorchPlace Load(LibtorchPlace place)
    {
        // By their paths and in this order: what TorchSharp then asks for by name is there already.
        string[] libraries = place.HasCuda ? ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"] : ["c10", "torch_cpu", "torch"];
        foreach (var library in libraries)
        {
            try
            {
                NativeLibrary.Load(Path.Combine(place.Folder, LibtorchSearch.LibraryName(library)));
            }
            catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
            {
                throw new LibtorchException($"{place} does not load: {refused.Message}",
                    $"Remove that folder if it is damaged. Or: {LibtorchFetch.Remedy}", refused);
            }
        }

        Binding.Load(CacheFolder.Default);
        return place;
    }
}
