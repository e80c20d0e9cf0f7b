using System.Buffers.Binary;
using Economy.Learning.Native;

namespace Economy.Tests.Learning;

/// <summary>On TorchSharp's library for Linux, which lies beside the tests on every platform.</summary>
public class WeakNeedTests
{
    private const string Runtime = "libstdc++.so.6", Version = "GLIBCXX_3.4.32";
    private static readonly byte[] real = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));

    [Fact]
    public void The_copy_differs_in_one_byte_and_needs_the_version_weakly()
    {
        var before = (byte[])real.Clone();
        var copy = WeakNeed.Of(real, Runtime, Version);
        Assert.Equal(before, real);
        Assert.Equal(1, Differences(real, copy));
        var (needed, weak) = (VersionNeeds.Of(new ElfLibrary(real)), VersionNeeds.Of(new ElfLibrary(copy)));
        Assert.Equal(needed.Select(n => n.Library == Runtime && n.Version == Version ? n with { Flags = VersionNeed.Weak } : n), weak);
        Assert.Equal(5, needed.Select(n => n.Library).Distinct().Count()); // libm, libgcc_s, ld-linux, libc, libstdc++, as readelf -V says.
        Assert.Contains(needed, n => n is { Library: "libc.so.6", Version: "GLIBC_2.34", Flags: 0 });
    }

    [Fact]
    public void What_is_weak_already_is_refused() => Refused("weak already", WeakNeed.Of(real, Runtime, Version));

    [Theory]
    [InlineData(Runtime, "GLIBCXX_3.4.99", "it does not need GLIBCXX_3.4.99")]
    [InlineData("libstdc++.so.7", Version, "it does not need")]
    [InlineData(Runtime, "GLIBCXX_3.4", "it refers to what")]
    [InlineData(Runtime, "GLIBCXX_3.4.30", "it refers to what")]
    [InlineData("libc.so.6", "GLIBC_2.34", "it refers to what")]
    public void A_need_that_is_absent_or_used_is_refused(string library, string version, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => WeakNeed.Of(real, library, version)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_need_that_is_there_twice_is_refused()
    {
        var bytes = (byte[])real.Clone();
        var needs = VersionNeeds.Of(new ElfLibrary(bytes));
        var (one, other) = (At("GLIBCXX_3.4.30"), At(Version));
        bytes.AsSpan(other + 4, 4).CopyTo(bytes.AsSpan(one + 4)); // The name stands 4 bytes after the flags.
        Refused("twice", bytes);

        int At(string version) => needs.Single(n => n.Version == version).FlagsAt;
    }

    [Theory]
    [InlineData(0, 0x7e, "no ELF file")]
    [InlineData(4, 1, "not a 64-bit")]
    [InlineData(5, 2, "not a 64-bit little-endian")]
    [InlineData(16, 2, "no shared library")]
    [InlineData(18, 183, "for machine 183")]
    [InlineData(54, 55, "program headers")]
    [InlineData(57, 200, "program headers")]
    [InlineData(39, 0x7f, "program headers")]
    public void A_file_of_another_kind_is_refused(int at, byte value, string expected)
    {
        var bytes = (byte[])real.Clone();
        bytes[at] = value;
        Refused(expected, bytes);
    }

    [Fact]
    public void A_part_of_the_file_is_refused_wherever_it_ends()
    {
        var end = 1_930_944; // Of what is loaded; symbols for debuggers follow.
        foreach (var length in Enumerable.Range(0, 700).Concat(Enumerable.Range(1, 400).Select(i => i * (end / 401)))) Refused(null, real[..length]);
    }

    [Fact]
    public void A_damaged_file_is_refused_or_changed_in_one_place_but_never_more()
    {
        var random = new Random(5);
        var dynamic = 1_919_768;
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])real.Clone();
            for (var flips = 1 + random.Next(4); flips > 0; flips--)
            {
                var at = random.Next(4) switch { 0 => random.Next(64), 1 => 64 + random.Next(560), 2 => 260_336 + random.Next(528), _ => dynamic + random.Next(624) };
                if (random.Next(3) == 0) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), ulong.MaxValue - (ulong)random.Next(64));
                else bytes[at] = (byte)random.Next(256);
            }

            try
            {
                var copy = WeakNeed.Of(bytes, Runtime, Version);
                Assert.Equal(1, Differences(bytes, copy));
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        }
    }

    private static int Differences(byte[] before, byte[] after)
    {
        Assert.Equal(before.Length, after.Length);
        var (count, from) = (0, 0);
        for (; from < before.Length; from++, count++)
        {
            from += before.AsSpan(from).CommonPrefixLength(after.AsSpan(from));
            if (from == before.Length) break;
        }

        return count;
    }

    private static void Refused(string? expected, byte[] bytes)
    {
        var refused = Assert.Throws<InvalidDataException>(() => WeakNeed.Of(bytes, Runtime, Version));
        if (expected is not null) Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
