using Economy.Cli.Backends;
using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>A run simulated again, which is always done on the default engines.</summary>
internal static class Replay
{
    /// <summary>Why it may come out differently from what was run, and what can be done.</summary>
    public static string WhyDifferent(RunManifest manifest)
    {
        var scores = manifest.MadeBy.GetValueOrDefault("scores", AttentionEngine.Embedded);
        if (scores != AttentionEngine.Embedded)
            return $"The run's attention was computed on {scores}, and only what the default engine computes can be repeated: run the scenario again without --device.";
        var (then, now) = (manifest.Versions.GetValueOrDefault("economy", "?"), RunManifest.Version);
        return $"{(then == now ? "The run was made by another build of the simulator, or from other trace or model files" : $"The run was made by economy {then}, and this is {now}")}: use that one, or run the scenario again.";
    }
}
