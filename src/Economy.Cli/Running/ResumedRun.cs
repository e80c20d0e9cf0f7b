using Economy.Reporting;

namespace Economy.Cli.Running;

/// <summary>A run that was interrupted, as found on disk.</summary>
/// <param name="Folder">Its folder, <c>NAME.unfinished</c>.</param>
/// <param name="Head">What its checkpoint says of it.</param>
/// <param name="State">The state, to be read once.</param>
internal sealed record ResumedRun(string Folder, CheckpointHead Head, BinaryReader State)
{
    /// <summary>Finds an unfinished run.</summary>
    /// <param name="path">Its folder, or the one it would have had when complete.</param>
    /// <exception cref="RunDamagedException">There is none, its checkpoint is damaged, or another build of the program made it.</exception>
    public static ResumedRun Find(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var unfinished = RunFolder.OfUnfinished(Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var folder = Directory.Exists(unfinished) ? unfinished : path;
        if (!Directory.Exists(folder)) throw new RunDamagedException(path, "there is no unfinished run here", "Only a run with --checkpoint-every can be resumed.");
        if (folder == path && File.Exists(Path.Combine(folder, RunManifest.FileName)) && !File.Exists(Path.Combine(folder, CheckpointFile.FileName)))
            throw new RunDamagedException(folder, "this run is complete", "There is nothing to resume; economy run runs it anew.");
        if (!folder.EndsWith(RunFolder.OfUnfinished("", ""), StringComparison.Ordinal))
            throw new RunDamagedException(folder, "this is not the folder of an unfinished run", "Give the run's folder, with or without .unfinished at its end.");
        var state = CheckpointFile.Read(folder);
        if (state.ReadString() != CheckpointHead.ThisBuild)
            throw new RunDamagedException(folder, "another build of the program made this checkpoint, and might have come to other results", "Resume with that build, or run the scenario again with this one.");
        var head = CheckpointHead.Read(state);
        var text = Path.Combine(folder, "scenario.yaml");
        if (!File.Exists(text) || File.ReadAllText(text) != head.Scenario)
            throw new RunDamagedException(text, "the scenario was changed after the run had begun", "Undo the change, or run the changed scenario from its beginning.");
        return new ResumedRun(folder, head, state);
    }
}
