using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Runs;

/// <summary>Which files of a run folder the run has made. Nothing else is ever removed.</summary>
public static class OwnFiles
{
    /// <summary>The report.</summary>
    internal const string Report = "report.html";

    private static readonly string[] Always = [RunManifest.FileName, "scenario.yaml", Report, JournalFile.FileName, CheckpointFile.FileName,
        RunTable.Ladder.File];

    /// <summary>Every name that a run being written may give to a file.</summary>
    public static IReadOnlyList<string> OfUnfinished =>
        [.. Always.Concat(Observer.All.SelectMany(o => Enum.GetValues<TableFormat>().Select(o.Table.FileAs))).SelectMany(name => new[] { name, Durable.Aside(name) })];

    /// <summary>Removes what the run has made, and the folder if nothing else is in it.</summary>
    /// <returns>Whether the folder is gone.</returns>
    internal static bool Remove(string folder)
    {
        try
        {
            if (!Directory.Exists(folder)) return true;
            var own = Of(folder);
            foreach (var name in own) File.Delete(Path.Combine(folder, name));
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return false;
            Directory.Delete(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // As far as possible: the next run tries again.
        }
    }

    /// <summary>What others have put into a run folder, by name.</summary>
    internal static IEnumerable<string> Foreign(string folder) => Foreign(folder, Of(folder));

    /// <summary>What is in a folder beside the files of an unfinished run, by name.</summary>
    internal static IEnumerable<string> BesideUnfinished(string folder) => Foreign(folder, OfUnfinished.ToHashSet(StringComparer.Ordinal));

    private static IEnumerable<string> Foreign(string folder, HashSet<string> own) =>
        Directory.EnumerateFileSystemEntries(folder).Where(e => !own.Contains(Path.GetFileName(e)) || Directory.Exists(e))
            .Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal);

    /// <summary>Of a complete run: what its manifest lists. Of another: whatever a run may be writing.</summary>
    private static HashSet<string> Of(string folder)
    {
        try
        {
            var manifest = RunManifest.Read(folder);
            return [.. Always, .. manifest.Tables.Select(t => RunTable.FileOf(t.Name, manifest.TableFormat)), .. manifest.Files.Select(f => f.Name),
                .. OfUnfinished.Where(n => n.EndsWith(Durable.End, StringComparison.Ordinal))];
        }
        catch (RunFormatException)
        {
            return [.. OfUnfinished];
        }
    }
}
