using System.Text;

namespace Economy.Core.Records;

/// <summary>
/// Which names a run can have. It is the name of a folder, beside which others are made from it while the run is written.
/// </summary>
public static class RunName
{
    /// <summary>End of the folder in which a run with checkpoints is written.</summary>
    public const string Unfinished = ".unfinished";

    /// <summary>End of the folder of a run that was stopped before its last tick.</summary>
    public const string Cut = ".cut";

    /// <summary>Most bytes in UTF-8: file systems take 255 in a name, and the hidden folders beside a run need some of them.</summary>
    public const int MostBytes = 200;

    /// <summary>What keeps a name from being that of a run, and what to do; null where nothing does.</summary>
    public static (string Problem, string Remedy)? Fault(string name)
    {
        const string Plain = "Use letters, digits, hyphens and points, a letter or digit first.";
        if (name.Length == 0) return ("a run needs a name", Plain);
        if (name[0] is '.' or ' ' || name[^1] is '.' or ' ' || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl)
            || name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())) return ("a run cannot have this name", Plain);
        if (Array.Find([Unfinished, Cut], end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is { } taken)
            return ($"a run cannot have a name that ends in {taken}: unfinished runs are told by it", "Give it another name.");
        var bytes = Encoding.UTF8.GetByteCount(name);
        return bytes > MostBytes ? ($"the name of this run takes {bytes} bytes, and a folder's must not take more than {MostBytes}",
            "Shorten it; letters other than a to z take 2 to 4 bytes each.") : null;
    }
}
