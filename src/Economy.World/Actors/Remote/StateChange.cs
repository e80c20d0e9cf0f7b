namespace Economy.World.Actors.Remote;

/// <summary>
/// One saved state in terms of the one before: runs of bytes that stay and of bytes that change, by turns. States are saved
/// row by row in fixed places, so little of them changes in a tick.
/// </summary>
internal static class StateChange
{
    // A run of equal bytes this short costs more to announce than to repeat.
    private const int ShortestStay = 3;

    public static void Write(BinaryWriter frame, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        frame.Write7BitEncodedInt(after.Length);
        for (var at = 0; at < after.Length;)
        {
            var stays = before.Length == after.Length ? before[at..].CommonPrefixLength(after[at..]) : 0;
            at += stays;
            var end = at;
            while (end < after.Length && !StaysAt(before, after, end)) end++;
            frame.Write7BitEncodedInt(stays);
            frame.Write7BitEncodedInt(end - at);
            frame.Write(after[at..end]);
            at = end;
        }
    }

    /// <exception cref="InvalidDataException">It is no change of that state.</exception>
    public static byte[] Read(BinaryReader frame, byte[] before)
    {
        var after = new byte[frame.Read7BitEncodedInt()];
        for (var at = 0; at < after.Length;)
        {
            var (stays, changes) = (frame.Read7BitEncodedInt(), frame.Read7BitEncodedInt());
            if (stays < 0 || changes < 0 || stays > before.Length - Math.Min(at, before.Length)
                || (long)at + stays + changes > after.Length || stays + changes == 0)
                throw new InvalidDataException("The answer of a cell does not fit its state.");
            before.AsSpan(at, stays).CopyTo(after.AsSpan(at));
            frame.BaseStream.ReadExactly(after, at + stays, changes);
            at += stays + changes;
        }

        return after;
    }

    private static bool StaysAt(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int at)
    {
        if (before.Length != after.Length) return false;
        var end = Math.Min(after.Length, at + ShortestStay);
        return before[at..end].SequenceEqual(after[at..end]);
    }
}
