namespace Economy.Learning.Native;

/// <summary>A version of another library's symbols that a library needs.</summary>
/// <param name="Library">The other library, as in <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version, as in <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">By which symbols refer to it.</param>
/// <param name="FlagsAt">Place of its flags in the file, 16 bits.</param>
/// <param name="Flags">What they are.</param>
internal sealed record VersionNeed(string Library, string Version, int Index, int FlagsAt, int Flags)
{
    /// <summary>VER_FLG_WEAK: a loader goes on without a word where the version is not there.</summary>
    public const int Weak = 2;
}

/// <summary>
/// The versions that a library needs, and who refers to them. Source: LSB Core, section 10.7.4; System V ABI, relocation.
/// </summary>
internal static class VersionNeeds
{
    private const ulong Strings = 5, Symbols = 6, Rela = 7, RelaSize = 8, RelaEntry = 9, StringsSize = 10, SymbolEntry = 11;
    private const ulong Rel = 17, PltSize = 2, PltKind = 20, Plt = 23, Versions = 0x6ffffff0, Needs = 0x6ffffffe, NeedsCount = 0x6fffffff;
    private const int RelaLength = 24, SymbolLength = 24, MostNeeds = 4096;

    /// <exception cref="InvalidDataException">The library is damaged, or needs no versions at all.</exception>
    public static IReadOnlyList<VersionNeed> Of(ElfLibrary library)
    {
        var (address, files) = (library.Required(Needs, "versions that it needs"), library.Required(NeedsCount, "count of the versions that it needs"));
        if (files > MostNeeds) throw ElfLibrary.Wrong("it needs too many libraries");
        var found = new List<VersionNeed>();
        for (var f = 0UL; f < files; f++)
        {
            var at = library.Place(address, 16);
            if (library.Half(at) != 1) throw ElfLibrary.Wrong("the versions that it needs are written in another way");
            var name = Text(library, library.Word(at + 4));
            AddVersions(library, name, address + library.Word(at + 8), library.Half(at + 2), found);
            var next = library.Word(at + 12);
            if (next == 0 && f + 1 < files) throw ElfLibrary.Wrong("the list of the versions that it needs is cut off");
            address += next;
        }

        return found;
    }

    /// <summary>Whether a relocation refers to a symbol of a version, so that the library cannot do without it.</summary>
    /// <exception cref="InvalidDataException">The library is damaged, or has relocations of another kind.</exception>
    public static bool AreReferred(ElfLibrary library, int index)
    {
        if (library.Required(SymbolEntry, "size of a symbol") != SymbolLength) throw ElfLibrary.Wrong("its symbols have another size");
        if (library.Tag(Rel) is not null) throw ElfLibrary.Wrong("it has relocations without addends");
        if (library.Tag(Plt) is not null && library.Required(PltKind, "kind of its PLT's relocations") != Rela)
            throw ElfLibrary.Wrong("it has relocations without addends");
        if (library.Tag(Rela) is not null && library.Required(RelaEntry, "size of a relocation") != RelaLength)
            throw ElfLibrary.Wrong("its relocations have another size");
        return Refers(library, Rela, RelaSize, index) || Refers(library, Plt, PltSize, index);
    }

    private static void AddVersions(ElfLibrary library, string name, ulong address, int count, List<VersionNeed> found)
    {
        for (var v = 0; v < count; v++)
        {
            var at = library.Place(address, 16);
            found.Add(new VersionNeed(name, Text(library, library.Word(at + 8)), library.Half(at + 6), at + 4, library.Half(at + 4)));
            if (found.Count > MostNeeds) throw ElfLibrary.Wrong("it needs too many versions");
            var next = library.Word(at + 12);
            if (next == 0 && v + 1 < count) throw ElfLibrary.Wrong("the list of the versions that it needs is cut off");
            address += next;
        }
    }

    private static string Text(ElfLibrary library, uint at) =>
        library.Text(library.Required(Strings, "strings"), library.Required(StringsSize, "size of strings"), at);

    private static bool Refers(ElfLibrary library, ulong table, ulong tableSize, int index)
    {
        if (library.Tag(table) is not { } relocations) return false;
        var length = library.Required(tableSize, "size of its relocations");
        var (first, versions) = (library.Place(relocations, length), library.Required(Versions, "versions of its symbols"));
        for (var at = 0UL; at + RelaLength <= length; at += RelaLength)
        {
            var symbol = library.Long(first + (int)at + 8) >> 32;
            if (symbol == 0) continue;
            library.Place(library.Required(Symbols, "symbols") + symbol * SymbolLength, SymbolLength);
            if ((library.Half(library.Place(versions + symbol * 2, 2)) & 0x7fff) == index) return true;
        }

        return false;
    }
}
