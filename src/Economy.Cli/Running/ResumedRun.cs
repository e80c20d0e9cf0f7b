using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>A run that was interrupted, or a complete one that is to go on, as found on disk.</summary>
/// <param name="Folder">Its folder, <c>NAME.unfinished</c>.</param>
/// <param name="Head">What its checkpoint says of it.</param>
/// <param name="State">The state, to be read once.</param>
internal sealed record ResumedRun(string Folder, CheckpointHead Head, BinaryReader State)
{
    private const string Again = "There is nothing to resume; economy run runs it anew.";

    /// <summary>The scenario's text in the folder differs from the one that the run began with, which counts.</summary>
    public bool ScenarioDiffers =>
        File.Exists(Path.Combine(Folder, "scenario.yaml")) && File.ReadAllText(Path.Combine(Folder, "scenario.yaml")) != Head.Scenario;

    /// <summary>Whether a run can still be resumed: somebody may have removed its folder while it was written.</summary>
    /// <param name="target">The folder it would have had when complete.</param>
    public static bool IsThere(string target) =>
        File.Exists(Path.Combine(RunFolder.OfUnfinished(Path.GetDirectoryName(target)!, Path.GetFileName(target)),
            CheckpointFile.FileName));

    /// <summary>Finds an unfinished run.</summary>
    /// <param name="path">Its folder, or the one it would have had when complete.</param>
    /// <param name="goesOn">Whether a complete run is to go on too: it is then copied to where unfinished ones are.</param>
    /// <exception cref="RunDamagedException">There is none, its checkpoint is damaged, or another build of the program made it.</exception>
    /// <exception cref="RunOutputException">A complete run cannot be copied.</exception>
    public static ResumedRun Find(string path, bool goesOn)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var unfinished = RunFolder.OfUnfinished(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var folder = Directory.Exists(unfinished) ? unfinished : path;
        if (!Directory.Exists(folder)) throw new RunDamagedException(path, "there is no unfinished run here", "Only a run with --checkpoint-every can be resumed.");
        if (folder == path && File.Exists(Path.Combine(folder, RunManifest.FileName)) && !folder.EndsWith(RunFolder.OfUnfinished("", ""), StringComparison.Ordinal))
        {
            if (!goesOn) throw new RunDamagedException(folder, "this run is complete", $"{Again} To go on with it beyond its last tick, give --ticks.");
            if (!File.Exists(Path.Combine(folder, CheckpointFile.FileName))) throw new RunDamagedException(folder, "this run has no checkpoint to go on from", "Only a run with --checkpoint-every has one; economy run with --ticks runs it anew.");
            return Open(folder) with { Folder = RunFolder.CopyToUnfinished(folder) };
        }

        if (!folder.EndsWith(RunFolder.OfUnfinished("", ""), StringComparison.Ordinal))
            throw new RunDamagedException(folder, "this is not the folder of an unfinished run", "Give the run's folder, with or without .unfinished at its end.");
        return Open(folder);
    }

    private static ResumedRun Open(string folder)
    {
        var state = CheckpointFile.Read(folder);
        if (state.ReadString() != CheckpointHead.ThisBuild)
            throw new RunDamagedException(folder, "another build of the program made this checkpoint, and might have come to other results",
                "Resume with that build, or run the scenario again with this one.");
        return new ResumedRun(folder, CheckpointHead.Read(state), state);
    }
}
