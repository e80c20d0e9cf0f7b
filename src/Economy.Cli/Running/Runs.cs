namespace Economy.Cli.Running;

/// <summary>Progress of runs that are many.</summary>
internal static class Runs
{
    /// <summary>Shows how many runs of how many are over; may be told from any thread.</summary>
    public static Action<int, int> Told(IDisplay display)
    {
        var gate = new Lock();
        return (done, total) =>
        {
            lock (gate) display.Show(new Progress(done, total, FormattableString.Invariant($"{done} of {total} runs")));
        };
    }
}
