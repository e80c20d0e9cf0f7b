using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Economy.Core.State;

/// <summary>Columns and parts of a saved state. Numbers are little-endian, floats keep their bits.</summary>
public static class StateColumns
{
    /// <summary>Writes the number of values, then the values.</summary>
    public static void WriteColumn<T>(this BinaryWriter state, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        state.Write(values.Length);
        state.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads a column of known length.</summary>
    /// <exception cref="InvalidDataException">It has another length.</exception>
    public static void ReadColumn<T>(this BinaryReader state, Span<T> values)
        where T : unmanaged
    {
        var count = state.ReadInt32();
        if (count != values.Length)
            throw new InvalidDataException($"The saved state has {count} values where {values.Length} are expected.");
        state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads a column of any length.</summary>
    public static T[] ReadColumn<T>(this BinaryReader state)
        where T : unmanaged
    {
        var count = state.ReadInt32();
        var rest = state.BaseStream.Length - state.BaseStream.Position;
        if (count < 0 || (long)count * Unsafe.SizeOf<T>() > rest)
            throw new InvalidDataException($"The saved state cannot hold {count} values here.");
        var values = new T[count];
        state.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Writes a part under its name, so that a state cannot be taken for that of something else.</summary>
    public static void WritePart(this BinaryWriter state, IResumable part)
    {
        state.Write(part.Kind);
        part.Save(state);
    }

    /// <summary>Restores a part.</summary>
    /// <exception cref="InvalidDataException">Another part stands there.</exception>
    public static void ReadPart(this BinaryReader state, IResumable part)
    {
        var (name, expected) = (state.ReadString(), part.Kind);
        if (name != expected) throw new InvalidDataException($"The saved state holds '{name}' where '{expected}' is expected.");
        part.Restore(state);
    }
}
