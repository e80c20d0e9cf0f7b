using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Economy.Reporting.Runs;

/// <summary>
/// The hidden sibling folders of a run: <c>.NAME.partial-RANDOM</c> while it is being written, <c>.NAME.replaced-RANDOM</c> for the
/// earlier run while the new one takes its place. Whose they are is told by who holds the name (<see cref="RunLock"/>).
/// </summary>
internal static partial class HiddenFolder
{
    private const string Partial = "partial", Replaced = "replaced";

    internal static string OfPartial(string root, string name) => Named(root, name, Partial);

    internal static string OfReplaced(string root, string name) => Named(root, name, Replaced);

    /// <summary>Removes what killed processes have left behind, and puts back a run they had moved aside.</summary>
    /// <param name="root">Folder of the runs.</param>
    /// <param name="own">A name that the caller holds.</param>
    /// <param name="ownLock">By which it does.</param>
    internal static void Sweep(string root, string own, RunLock ownLock)
    {
        if (!ownLock.Holds) return; // Nobody can tell whose is whose.
        RunLock.Sweep(root);
        foreach (var left in from folder in Directory.GetDirectories(root,
            ".*") let name = Pattern().Match(Path.GetFileName(folder)) where name.Success group (folder, name.Groups[2].Value) by name.Groups[1].Value)
        {
            using var held = left.Key == own ? null : RunLock.TryTake(root, left.Key);
            if (left.Key != own && held is null) continue;
            foreach (var (folder, kind) in left)
            {
                if (new DirectoryInfo(folder).LinkTarget is not null) continue;
                if (kind == Partial) OwnFiles.Remove(folder);
                else Settle(folder, Path.Combine(root, left.Key));
            }
        }
    }

    /// <summary>
    /// What becomes of a run that was moved aside: where another stands in its place what others had put beside it goes there, and the rest
    /// goes.
    /// </summary>
    internal static void Settle(string aside, string home)
    {
        if (!Path.Exists(home))
        {
            Directory.Move(aside, home);
            return;
        }

        foreach (var name in OwnFiles.Foreign(aside).ToList())
        {
            var to = Path.Combine(home, name);
            for (var copy = 2; Path.Exists(to); copy++) to = Path.Combine(home, $"{name}.{copy}");
            Directory.Move(Path.Combine(aside, name), to);
        }

        OwnFiles.Remove(aside);
    }

    private static string Named(string root, string name, string kind) =>
        Path.Combine(root, $".{name}.{kind}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");

    [GeneratedRegex(@"^\.(.+)\.(partial|replaced)-[0-9a-f]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
