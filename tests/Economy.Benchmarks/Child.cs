using System.Diagnostics;
using System.Globalization;

namespace Economy.Benchmarks;

/// <summary>One measurement in a process of its own, so that peak memory is that of one run.</summary>
internal static class Child
{
    /// <summary>This program as it was started: by itself, or by <c>dotnet</c>.</summary>
    public static string[] Program { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, typeof(Child).Assembly.Location] : [Environment.ProcessPath!];

    public static T Run<T>(Func<string, T> parse, string measure, params int[] numbers)
    {
        var start = new ProcessStartInfo(Program[0], Program[1..]) { RedirectStandardOutput = true };
        start.ArgumentList.Add(measure);
        foreach (int number in numbers) start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        using var child = Process.Start(start)!;
        var line = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return child.ExitCode == 0 ? parse(line) : throw new InvalidOperationException($"{measure} {string.Join(' ', numbers)} failed.");
    }
}
