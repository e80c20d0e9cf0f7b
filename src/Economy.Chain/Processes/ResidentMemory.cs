using System.Diagnostics;
using System.Globalization;

namespace Economy.Chain.Processes;

/// <summary>Memory of other processes.</summary>
internal static class ResidentMemory
{
    /// <summary>Resident memory of a process, bytes; on Linux with that of the processes it has started.</summary>
    public static long Of(Process process)
    {
        if (OperatingSystem.IsLinux()) return OfTree(process.Id);
        process.Refresh();
        return process.HasExited ? 0 : process.WorkingSet64;
    }

    private static long OfTree(int id)
    {
        try
        {
            // proc(5): the second number of statm is the resident set in pages.
            var pages = long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture);
            var children = File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return pages * Environment.SystemPageSize + children.Sum(child => OfTree(int.Parse(child, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return 0; // It has just ended.
        }
    }
}
