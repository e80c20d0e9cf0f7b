using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Economy.Reporting.Runs;

/// <summary>
/// The hidden sibling folders of a run: <c>.NAME.partial-PID</c> while it is being written, <c>.NAME.replaced-PID</c> for the
/// earlier run while the new one takes its place.
/// </summary>
internal static class HiddenFolder
{
    private const string Partial = ".partial-", Replaced = ".replaced-";
    private static readonly ConcurrentDictionary<string, bool> InUse = new(StringComparer.Ordinal);

    internal static string OfPartial(string root, string name) => Path.Combine(root, $".{name}{Partial}{Environment.ProcessId}");

    internal static string OfReplaced(string root, string name) => Path.Combine(root, $".{name}{Replaced}{Environment.ProcessId}");

    /// <summary>Claims a hidden folder for this process.</summary>
    /// <returns>False where a run of that name is already being written by it.</returns>
    internal static bool Claim(string folder) => InUse.TryAdd(folder, true);

    internal static void Release(string folder) => InUse.TryRemove(folder, out _);

    /// <summary>Removes what processes that were killed have left behind, and puts back a run they had moved aside.</summary>
    internal static void Sweep(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, ".*"))
        {
            var name = Path.GetFileName(folder);
            if (IsStale(folder, name, Partial)) Delete(folder);
            if (!IsStale(folder, name, Replaced)) continue;
            var home = Path.Combine(root, name[1..name.LastIndexOf(Replaced, StringComparison.Ordinal)]);
            if (Directory.Exists(home)) Delete(folder);
            else Directory.Move(folder, home);
        }
    }

    /// <summary>Removes a folder as far as that is possible.</summary>
    internal static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Hidden, and the next run sweeps again.
        }
    }

    private static bool IsStale(string folder, string name, string mark)
    {
        var at = name.LastIndexOf(mark, StringComparison.Ordinal);
        return at > 1
            && int.TryParse(name.AsSpan(at + mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && (pid == Environment.ProcessId ? !InUse.ContainsKey(folder) : !IsAlive(pid));
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
