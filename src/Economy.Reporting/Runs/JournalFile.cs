using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using Economy.Core.Books;
using Microsoft.Win32.SafeHandles;

namespace Economy.Reporting;

/// <summary>
/// The journals of a run on disk, <c>journal.bin</c>: appended, checksummed, flushed before anything is sent to a chain.
/// A header of <c>ECONJRN1</c> and the run's id (32 bytes), then one record a tick:
/// <c>TICK ‖ length u32 ‖ CRC-32C of these 8 bytes ‖ journal (<see cref="JournalCodec"/>) ‖ CRC-32C of the journal</c>, little-endian.
/// One thread appends; any thread may flush and read what has been appended.
/// </summary>
public sealed class JournalFile : IJournalStore, IDisposable
{
    /// <summary>File name in the run folder.</summary>
    public const string FileName = "journal.bin";

    private const int Header = 8 + 32;
    private const int RecordHead = 12;
    private const uint Mark = 0x4B434954; // "TICK"

    private readonly string path;
    private readonly SafeFileHandle file;
    private readonly List<long> starts = [];
    private readonly ArrayBufferWriter<byte> written = new();   // the record that is being appended
    private long end = Header;

    private JournalFile(string path, SafeFileHandle file, Hash32 runId) => (this.path, this.file, RunId) = (path, file, runId);

    /// <summary>The run it belongs to.</summary>
    public Hash32 RunId { get; }

    /// <inheritdoc />
    public int NextTick => starts.Count;

    /// <summary>What was cut off its end when it was opened, in words; null where nothing was.</summary>
    public string? CutOff { get; private set; }

    /// <summary>Length in bytes.</summary>
    public long Bytes => end;

    /// <summary>Begins the journal of a run.</summary>
    /// <exception cref="RunOutputException">It cannot be written.</exception>
    public static JournalFile Create(string folder, Hash32 runId)
    {
        var path = Path.Combine(folder, FileName);
        return RunOutputException.At(path, () =>
        {
            var header = new byte[Header];
            "ECONJRN1"u8.CopyTo(header);
            runId.CopyTo(header.AsSpan(8));
            var created = new JournalFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read), runId);
            RandomAccess.Write(created.file, header, 0);
            return created;
        });
    }

    /// <summary>
    /// Opens a journal and checks every record. A torn last record is cut off if <paramref name="append"/>, and passed over if not.
    /// </summary>
    /// <param name="append">Whether more is to be appended.</param>
    /// <exception cref="RunDamagedException">It is none, or damaged in the middle.</exception>
    public static JournalFile Open(string folder, bool append)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = File.OpenHandle(path, FileMode.Open, append ? FileAccess.ReadWrite : FileAccess.Read,
                append ? FileShare.Read : FileShare.ReadWrite);
            try
            {
                var header = new byte[Header];
                if (RandomAccess.Read(file, header, 0) < Header || !header.AsSpan(0, 8).SequenceEqual("ECONJRN1"u8))
                    throw Damaged(path, "this is not the journal of a run");
                var opened = new JournalFile(path, file, new Hash32(header.AsSpan(8)));
                opened.ReadAll(append);
                return opened;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RunDamagedException(path, cause.Message.TrimEnd('.'), "Restore the file, or run the scenario again.", cause);
        }
    }

    /// <inheritdoc />
    public void Append(TickJournal journal)
    {
        if (journal.Tick < NextTick)
        {
            if (JournalCodec.DecodeHead(Payload(journal.Tick)).Root != journal.Root)
                throw At(starts[journal.Tick], $"tick {journal.Tick} came out differently than before the run was interrupted");
            return;
        }

        if (journal.Tick != NextTick)
            throw new InvalidDataException($"The journal of tick {journal.Tick} comes where that of tick {NextTick} should.");
        written.ResetWrittenCount();
        JournalCodec.Encode(journal, written);
        byte[] head = new byte[RecordHead], checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), written.WrittenCount);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), JournalCodec.Checksum(head.AsSpan(0, 8)));
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, JournalCodec.Checksum(written.WrittenSpan));
        RunOutputException.At(path, () => RandomAccess.Write(file, [head, written.WrittenMemory, checksum], end));
        starts.Add(end);
        end += RecordHead + written.WrittenCount + 4;
    }

    /// <inheritdoc />
    public void Flush() => RunOutputException.At(path, () => RandomAccess.FlushToDisk(file));

    /// <inheritdoc />
    public IEnumerable<TickJournal> Read(int firstTick)
    {
        for (var tick = firstTick; tick < NextTick; tick++) yield return JournalCodec.Decode(Payload(tick));
    }

    /// <summary>Tick and root of every journal as written, in order.</summary>
    public IEnumerable<(int Tick, Hash32 Root)> Roots() =>
        Enumerable.Range(0, NextTick).Select(tick => JournalCodec.DecodeHead(Payload(tick)));

    /// <inheritdoc />
    public void Dispose() => file.Dispose();

    private byte[] Payload(int tick) =>
        TryRead(starts[tick]) ?? throw At(starts[tick], $"the journal of tick {tick} has changed since the file was opened");

    private void ReadAll(bool append)
    {
        var length = RandomAccess.GetLength(file);
        while (end < length && TryRead(end) is { } payload)
        {
            if (Head(payload) is var (tick, _) && tick != NextTick) throw At(end, $"the journal of tick {NextTick} is missing");
            starts.Add(end);
            end += RecordHead + payload.Length + 4;
        }

        if (end == length) return;
        if (FindRecord(end + 1, length) is { } next)
            throw At(end, $"the journal of tick {NextTick} is damaged: its checksum is wrong, and whole records follow from byte {next} on");
        CutOff = string.Create(CultureInfo.InvariantCulture,
            $"{FileName}: the last record, of tick {NextTick}, was torn; its {length - end} bytes were cut off");
        if (append) RandomAccess.SetLength(file, end);
    }

    /// <summary>The journal of the record at an offset; null where no whole and sound record begins.</summary>
    private byte[]? TryRead(long at)
    {
        Span<byte> head = stackalloc byte[RecordHead];
        if (RandomAccess.Read(file, head, at) < RecordHead || BinaryPrimitives.ReadUInt32LittleEndian(head) != Mark) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(head[8..]) != JournalCodec.Checksum(head[..8])) return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        if (size <= 0 || size > RandomAccess.GetLength(file) - at - RecordHead) return null;
        var payload = new byte[size];
        if (RandomAccess.Read(file, payload, at + RecordHead) < payload.Length
            || RandomAccess.Read(file, head[..4], at + RecordHead + payload.Length) < 4) return null;
        return BinaryPrimitives.ReadUInt32LittleEndian(head) == JournalCodec.Checksum(payload) ? payload : null;
    }

    private (int Tick, Hash32 Root) Head(byte[] payload)
    {
        try
        {
            return JournalCodec.DecodeHead(payload);
        }
        catch (InvalidDataException)
        {
            throw At(end, $"the journal of tick {NextTick} is none, under a sound checksum");
        }
    }

    private long? FindRecord(long from, long length)
    {
        var bytes = new byte[1 << 16];
        for (var at = from; at < length; at += bytes.Length - 3)
        {
            var part = bytes.AsSpan(0, RandomAccess.Read(file, bytes, at));
            for (var i = part.IndexOf("TICK"u8); i >= 0; i = part[(i + 1)..].IndexOf("TICK"u8) is >= 0 and var more ? i + 1 + more : -1)
                if (TryRead(at + i) is not null) return at + i;
        }

        return null;
    }

    private RunDamagedException At(long offset, string problem) =>
        Damaged(string.Create(CultureInfo.InvariantCulture, $"{path}, byte {offset}"), problem);

    private static RunDamagedException Damaged(string place, string problem) =>
        new(place, problem, "Restore the file from a copy, or remove the unfinished run and run the scenario again.");
}
