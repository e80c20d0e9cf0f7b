using System.Security.Cryptography;

namespace Economy.Reporting;

/// <summary>
/// The state of an unfinished run, <c>checkpoint.bin</c>: <c>ECONCKP1</c>, what the run saved, SHA-256 over both. Replaced in one
/// step, so that there is always a whole one.
/// </summary>
public static class CheckpointFile
{
    /// <summary>File name in the folder of an unfinished run.</summary>
    public const string FileName = "checkpoint.bin";

    private static ReadOnlySpan<byte> Mark => "ECONCKP1"u8;

    /// <summary>Writes a checkpoint in place of the one before.</summary>
    /// <exception cref="RunOutputException">It cannot be written; the one before is as it was.</exception>
    public static void Write(string folder, Action<BinaryWriter> save)
    {
        using var bytes = new MemoryStream();
        using var state = new BinaryWriter(bytes);
        state.Write(Mark);
        save(state);
        state.Flush();
        state.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        var (path, next) = (Path.Combine(folder, FileName), Path.Combine(folder, FileName + ".next"));
        RunOutputException.At(path, () =>
        {
            using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        });
    }

    /// <summary>Reads a checkpoint; what the run saved follows.</summary>
    /// <exception cref="RunDamagedException">There is none, or it is damaged.</exception>
    public static BinaryReader Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var bytes = File.ReadAllBytes(path);
            var end = bytes.Length - SHA256.HashSizeInBytes;
            if (end < Mark.Length || !bytes.AsSpan().StartsWith(Mark)
                || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
                throw new RunDamagedException(path, "the checkpoint is damaged: its checksum is wrong", "Restore the file from a copy, or remove the unfinished run and run the scenario again.");
            return new BinaryReader(new MemoryStream(bytes, Mark.Length, end - Mark.Length));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RunDamagedException(path, cause.Message.TrimEnd('.'), "Only a run with --checkpoint-every can be resumed, from its first tick on.", cause);
        }
    }
}
