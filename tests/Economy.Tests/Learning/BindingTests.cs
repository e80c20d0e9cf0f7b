using Economy.Learning.Native;
using Economy.Tests.Reporting;

namespace Economy.Tests.Learning;

/// <summary>The copy of TorchSharp's library that is kept in the cache.</summary>
public sealed class BindingTests : IDisposable
{
    private static readonly string original = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
    private readonly TemporaryFolder cache = new();

    public void Dispose() => cache.Dispose();

    [Fact]
    public void The_copy_is_kept_and_mended_where_it_was_changed()
    {
        var file = Binding.Copy(original, cache.Path);
        var written = File.GetLastWriteTimeUtc(file);
        Assert.Equal(file, Binding.Copy(original, cache.Path));
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        var right = File.ReadAllBytes(file);
        File.WriteAllBytes(file, right[..1000]);
        Assert.Equal(file, Binding.Copy(original, cache.Path));
        Assert.Equal(right, File.ReadAllBytes(file));
        File.WriteAllBytes(file, [.. right[..^1], (byte)(right[^1] ^ 1)]);
        Binding.Copy(original, cache.Path);
        Assert.Equal(right, File.ReadAllBytes(file));
    }

    [Fact]
    public void Another_original_has_a_copy_of_its_own()
    {
        var bytes = File.ReadAllBytes(original);
        bytes[^1] ^= 1; // In what debuggers read.
        File.WriteAllBytes(cache["libLibTorchSharp.so"], bytes);
        Assert.NotEqual(Binding.Copy(original, cache.Path), Binding.Copy(cache["libLibTorchSharp.so"], cache.Path));
    }

    [Fact]
    public void Many_at_once_leave_one_whole_copy_and_nothing_else()
    {
        var files = new string[8];
        Parallel.For(0, files.Length, i => files[i] = Binding.Copy(original, cache.Path));
        Assert.Single(files.Distinct());
        Assert.Equal(File.ReadAllBytes(original).Length, File.ReadAllBytes(files[0]).Length);
        Assert.Single(Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories));
    }
}
