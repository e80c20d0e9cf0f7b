using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Economy.Learning.Native;

/// <summary>
/// TorchSharp's own library. Its build for Linux does not load beside a C++ runtime older than GCC 13's (Debian 12, Ubuntu 22.04, RHEL 9)
/// for a version that nothing in it refers to: there, a copy is loaded whose need of that version is weak.
/// </summary>
internal static class Binding
{
    private const string Runtime = "libstdc++.so.6", Version = "GLIBCXX_3.4.32";

    /// <summary>Loads it, after libtorch.</summary>
    /// <param name="cache">The folder of the copy.</param>
    /// <exception cref="LibtorchException">It does not load.</exception>
    public static void Load(string cache)
    {
        var original = Find();
        try
        {
            NativeLibrary.Load(original);
        }
        catch (DllNotFoundException refused) when (OperatingSystem.IsLinux()
            && refused.Message.Contains($"version `{Version}' not found", StringComparison.Ordinal))
        {
            LoadCopy(original, cache);
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            throw new LibtorchException($"TorchSharp's library does not load: {refused.Message}", LibtorchFetch.Remedy, refused);
        }
    }

    /// <summary>Writes the copy unless it is there already, byte by byte.</summary>
    /// <returns>Its path, in a folder named by the original's hash.</returns>
    /// <exception cref="InvalidDataException">The original is not what is expected.</exception>
    public static string Copy(string original, string cache)
    {
        var bytes = File.ReadAllBytes(original);
        var copy = WeakNeed.Of(bytes, Runtime, Version);
        var folder = Path.Combine(cache, "torchsharp-" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var file = Path.Combine(folder, Path.GetFileName(original));
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(copy)) return file;
        Directory.CreateDirectory(folder);
        var draft = $"{file}.{Path.GetRandomFileName()}";
        using (var stream = File.Create(draft))
        {
            stream.Write(copy);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return file;
    }

    private static void LoadCopy(string original, string cache)
    {
        const string Remedy =
            "Update the C++ runtime to that of GCC 13 or newer (Debian 13, Ubuntu 24.04), or leave --device out: the C# kernels need none.";
        try
        {
            NativeLibrary.Load(Copy(original, cache));
        }
        catch (Exception refused) when (refused is InvalidDataException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            throw new LibtorchException(
                $"TorchSharp's library needs {Version} of {Runtime}, which is older here, and cannot do without it: {refused.Message}",
                Remedy, refused);
        }
    }

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : LibtorchSearch.LibraryName("LibTorchSharp");
        var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries);
        return folders.Append(AppContext.BaseDirectory).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
            ?? throw new LibtorchException($"TorchSharp has no library for {LibtorchPackage.ThisPlatform}.",
                "Leave --device out: the C# kernels run on any machine.");
    }
}
