using System.Security.Cryptography;

namespace Economy.Reporting.Runs;

/// <summary>
/// The name of a run in an output folder, held by the process that writes it: <c>.NAME.economy-lock</c>, locked. The lock goes with the
/// process, however that ends, and holds between containers and hosts that share the folder, where the number of a process says nothing.
/// </summary>
internal sealed class RunLock : IDisposable
{
    private const string End = ".economy-lock";
    private readonly FileStream file;

    private RunLock(FileStream file, string path) => (this.file, Path, Holds) = (file, path, IsHeld(path));

    /// <summary>The file that is locked.</summary>
    internal string Path { get; }

    /// <summary>Whether the file system really keeps others out. Where it does not, nothing of theirs may be taken for left over.</summary>
    internal bool Holds { get; }

    /// <summary>Takes the name of a run.</summary>
    /// <exception cref="RunOutputException">Another process has it, or the folder cannot be written.</exception>
    internal static RunLock Take(string root, string name) => RunOutputException.At(root, () => TryTake(root, name))
        ?? throw new RunOutputException(System.IO.Path.Combine(root, name), "another process is writing this run",
            "Wait for it, end it, or give this run another name.");

    /// <summary>Takes the name of a run, if nobody has it.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    internal static RunLock? TryTake(string root, string name)
    {
        var path = System.IO.Path.Combine(root, $".{name}{End}");
        while (true)
        {
            var file = Open(path, FileMode.OpenOrCreate);
            if (file is null) return null;
            if (OperatingSystem.IsWindows() || IsStillThere(file, path)) return new RunLock(file, path);
            file.Dispose();
        }
    }

    /// <summary>Removes the locks that killed processes left behind; nobody holds those.</summary>
    internal static void Sweep(string root)
    {
        foreach (var left in Directory.EnumerateFiles(root, $".*{End}"))
            if (new FileInfo(left) is { Length: 0 } && System.IO.Path.GetFileName(left) is var name)
                TryTake(root, name[1..^End.Length])?.Dispose();
    }

    public void Dispose()
    {
        try
        {
            // Removed while it is held, so that nobody else's is.
            if (!OperatingSystem.IsWindows()) File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has removed the whole folder, or taken the rights to it: a lock that nobody holds harms nobody.
        }

        file.Dispose();
    }

    private static FileStream? Open(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, 1,
                OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        }
        catch (IOException held) when (IsSharing(held))
        {
            return null;
        }
    }

    /// <summary>
    /// Whoever held it before may have removed it between our opening and our locking: then a mark made on ours is not on the one there.
    /// </summary>
    private static bool IsStillThere(FileStream file, string path)
    {
        var mark = DateTime.UnixEpoch.AddSeconds(RandomNumberGenerator.GetInt32(int.MaxValue))
            .AddTicks(RandomNumberGenerator.GetInt32((int)TimeSpan.TicksPerSecond));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == mark;
    }

    private static bool IsHeld(string path)
    {
        using var second = Open(path, FileMode.Open);
        return second is null;
    }

    // EWOULDBLOCK of Linux and of macOS, a sharing violation of Windows.
    private static bool IsSharing(IOException cause) => cause.HResult is 11 or 35 or unchecked((int)0x80070020);
}
