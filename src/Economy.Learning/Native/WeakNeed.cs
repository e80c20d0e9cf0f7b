using System.Buffers.Binary;

namespace Economy.Learning.Native;

/// <summary>
/// Makes a library's need of one version of another library's symbols weak, where nothing in it refers to them. A compiler of GCC 13
/// leaves such a need behind: <c>std::ios_base_library_init()</c>, version GLIBCXX_3.4.32, in whatever includes <c>iostream</c>,
/// only so that the library does not load beside an older C++ runtime, which initialises its streams in another way.
/// </summary>
internal static class WeakNeed
{
    /// <returns>A copy that differs in that need's flags alone.</returns>
    /// <exception cref="InvalidDataException">It has not that need exactly once, is weak already, or something refers to it; or the library
    /// is damaged.</exception>
    public static byte[] Of(byte[] bytes, string library, string version)
    {
        try
        {
            return Weakened(bytes, library, version);
        }
        catch (OverflowException)
        {
            throw ElfLibrary.Wrong("an address in it lies outside of the file");
        }
    }

    private static byte[] Weakened(byte[] bytes, string library, string version)
    {
        var read = new ElfLibrary(bytes);
        var needs = VersionNeeds.Of(read).Where(n => n.Library == library && n.Version == version).ToList();
        if (needs is not [var need])
            throw ElfLibrary.Wrong(needs.Count == 0 ? $"it does not need {version} of {library}"
                : $"it needs {version} of {library} twice");
        if ((need.Flags & VersionNeed.Weak) != 0) throw ElfLibrary.Wrong($"its need of {version} is weak already");
        if (VersionNeeds.AreReferred(read, need.Index)) throw ElfLibrary.Wrong($"it refers to what {version} of {library} has");
        var copy = (byte[])bytes.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(need.FlagsAt), (ushort)(need.Flags | VersionNeed.Weak));
        return copy;
    }
}
