using Economy.Core.Records;

namespace Economy.Reporting.Runs;

/// <summary>
/// Where a run is written and where it will be: the name held against others, what was left over swept, the folder made, and in the end put
/// in its place in one step. What a run has not made is never removed.
/// </summary>
internal sealed class RunPlace : IDisposable
{
    private readonly string root;
    private readonly string name;
    private readonly RunLock held;

    private RunPlace(string root, string name, bool keeps)
    {
        (this.root, this.name) = (root, name);
        Target = Path.Combine(root, name);
        Folder = keeps ? OfUnfinished(root, name) : HiddenFolder.OfPartial(root, name);
        held = RunLock.Take(root, name);
        try
        {
            RunOutputException.At(root, () => HiddenFolder.Sweep(root, name, held));
            CheckTarget();
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Where the run is while it is written.</summary>
    internal string Folder { get; }

    /// <summary>Where it will be.</summary>
    internal string Target { get; private set; }

    /// <summary>The file by which the name is held.</summary>
    internal string Lock => held.Path;

    internal static string OfUnfinished(string root, string name) => Path.Combine(root, name + RunName.Unfinished);

    /// <summary>Takes the place of a new run and makes its folder.</summary>
    /// <exception cref="RunOutputException">The name is none, or the place is taken or cannot be written.</exception>
    internal static RunPlace Take(string root, string name, bool keeps)
    {
        if (RunName.Fault(name) is { } fault) throw new RunOutputException(name, fault.Problem, fault.Remedy);
        root = Path.GetFullPath(root);
        RunOutputException.At(root, () => Directory.CreateDirectory(root));
        var place = new RunPlace(root, name, keeps);
        try
        {
            if (keeps) place.CheckUnfinished();
            RunOutputException.At(place.Folder, () => Directory.CreateDirectory(place.Folder));
            return place;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    /// <summary>Takes the place of an unfinished run that is there already.</summary>
    /// <exception cref="RunOutputException">Another process is at work there.</exception>
    internal static RunPlace TakeUnfinished(string unfinished)
    {
        unfinished = Path.GetFullPath(unfinished);
        return new(Path.GetDirectoryName(unfinished)!, Path.GetFileName(unfinished)[..^RunName.Unfinished.Length], keeps: true);
    }

    /// <summary>From now on it is the place of a run that was stopped: an earlier one that is complete stays where it is.</summary>
    internal void Cut() => Target += RunName.Cut;

    /// <summary>Puts the run in its place.</summary>
    /// <exception cref="RunOutputException">It cannot be put there.</exception>
    internal void Publish()
    {
        CheckTarget();
        RunOutputException.At(Target, () =>
        {
            var replaces = Directory.Exists(Target);
            var aside = HiddenFolder.OfReplaced(root, name);
            if (replaces) Directory.Move(Target, aside);
            try
            {
                Directory.Move(Folder, Target);
            }
            catch (Exception e) when (replaces && e is IOException or UnauthorizedAccessException)
            {
                Directory.Move(aside, Target);
                throw;
            }

            if (replaces) HiddenFolder.Settle(aside, Target);
        });
        Dispose();
    }

    /// <summary>Gives the run up.</summary>
    internal void Abandon()
    {
        OwnFiles.Remove(Folder);
        Dispose();
    }

    /// <summary>Lets others have the name.</summary>
    public void Dispose() => held.Dispose();

    /// <summary>The target is free, empty, or an earlier run.</summary>
    private void CheckTarget()
    {
        RefuseLink(Target);
        if (!Path.Exists(Target)) return;
        if (Directory.Exists(Target) && !Directory.EnumerateFileSystemEntries(Target).Any()) return;
        try
        {
            RunManifest.Read(Target);
        }
        catch (RunFormatException e)
        {
            throw new RunOutputException(Target, "something that is not a run stands here",
                "Move it away, or give the run another name or folder.", e);
        }
    }

    /// <summary>
    /// An unfinished run, a complete one and what others have put there are not written over; what never got to a checkpoint is.
    /// </summary>
    private void CheckUnfinished()
    {
        RefuseLink(Folder);
        if (!Path.Exists(Folder)) return;
        if (!Directory.Exists(Folder))
            throw new RunOutputException(Folder, "a file stands where the unfinished run is to be written",
                "Move it away, or give this run another name.");
        if (File.Exists(Path.Combine(Folder, CheckpointFile.FileName)))
            throw new RunOutputException(Folder, "an unfinished run of this name stands here",
                "Go on with it by economy resume, remove the folder, or give this run another name.");
        if (File.Exists(Path.Combine(Folder, RunManifest.FileName)))
            throw new RunOutputException(Folder, "a complete run stands where the unfinished one is to be written",
                $"Rename it: names that end in {RunName.Unfinished} are for unfinished runs.");
        if (OwnFiles.BesideUnfinished(Folder).FirstOrDefault() is { } foreign)
            throw new RunOutputException(Folder, $"'{foreign}', which is not of a run, stands where the unfinished one is to be written", "Move the folder away, or give this run another name.");
        OwnFiles.Remove(Folder);
    }

    private static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
            throw new RunOutputException(path, $"a symbolic link to {target} stands here, and a run is not written through one",
                "Remove the link, or give its target with --out.");
    }
}
