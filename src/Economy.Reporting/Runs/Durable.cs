using System.Text;

namespace Economy.Reporting.Runs;

/// <summary>
/// Writes a file aside, brings it to the disk, and puts it in its place in one step: there is the one before or the new one, never half.
/// </summary>
public static class Durable
{
    internal const string End = ".next";

    /// <summary>Name of a file while it is written.</summary>
    internal static string Aside(string name) => name + End;

    /// <summary>Writes text as UTF-8; not again where it is there already.</summary>
    /// <exception cref="RunOutputException">It cannot be written; what was there is as it was.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes; not again where they are there already.</summary>
    /// <exception cref="RunOutputException">They cannot be written; what was there is as it was.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => RunOutputException.At(path, () =>
    {
        if (new FileInfo(path) is { Exists: true } there && there.Length == bytes.Length
            && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes.Span)) return;
        try
        {
            using (var file = new FileStream(Aside(path), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes.Span);
                file.Flush(flushToDisk: true);
            }

            File.Move(Aside(path), path, overwrite: true);
        }
        catch
        {
            File.Delete(Aside(path));
            throw;
        }
    });
}
