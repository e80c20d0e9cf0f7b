namespace Economy.Provisioning;

/// <summary>Keeps two processes from provisioning at once. The system releases it when its holder dies.</summary>
public static class ProvisioningLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="cache">The folder that is to be written to, see <see cref="CacheFolder"/>.</param>
    /// <param name="report">Told once, where another process holds the lock.</param>
    /// <returns>The lock, held until it is disposed.</returns>
    public static async Task<FileStream> TakeAsync(string cache, Action<string> report, CancellationToken cancel)
    {
        Directory.CreateDirectory(cache);
        var file = Path.Combine(cache, "provisioning.lock");
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!told) report("Waiting for another process that is setting up");
                await Task.Delay(Pause, cancel).ConfigureAwait(false);
            }
        }
    }
}
