using System.Diagnostics;
using System.Globalization;

namespace Economy.Benchmarks;

/// <summary>Processor time of a process and all it has started: what a shared machine does not distort. Linux only.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100; // USER_HZ, proc(5)

    /// <summary>Of this process alone, in seconds.</summary>
    public static double OfSelf() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    /// <summary>Of a process and its living descendants, in seconds; not a number elsewhere than on Linux.</summary>
    public static double OfTree(int? id)
    {
        if (id is not { } process || !OperatingSystem.IsLinux()) return double.NaN;
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var own = (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        var children = File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return own + children.Sum(child => OfTree(int.Parse(child, CultureInfo.InvariantCulture)));
    }
}
