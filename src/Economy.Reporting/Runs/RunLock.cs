namespace Economy.Reporting.Runs;

/// <summary>Keeps other processes off the folder of an unfinished run while this one writes there. It goes with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private const string FileName = "lock";
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <exception cref="RunOutputException">Another process is at work there.</exception>
    public static RunLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RunOutputException(folder, "another process is writing this run", "Wait for it, or end it first.", cause);
        }
    }

    public void Dispose() => file.Dispose();
}
