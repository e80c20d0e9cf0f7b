using System.Globalization;

namespace Economy.Cli;

/// <summary>What the program needs of the system that it runs on, said before it is missed in the middle of something.</summary>
internal static class Surroundings
{
    /// <summary>Columns that tables and help are laid out for at least; a narrower terminal wraps them.</summary>
    public const int NarrowestTerminal = 40;

    private const int LeastFiles = 256;
    private const string Limits = "/proc/self/limits", OpenFiles = "Max open files";

    /// <summary>What is too little, with what to do; null where nothing is. Uses next to nothing itself.</summary>
    public static string? Shortage()
    {
        if (!File.Exists(Limits)) return null;
        foreach (var line in File.ReadLines(Limits))
        {
            if (!line.StartsWith(OpenFiles, StringComparison.Ordinal)) continue;
            var soft = line[OpenFiles.Length..].TrimStart().Split(' ')[0];
            if (int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var files) && files < LeastFiles)
                return $"a process may open only {files} files here, and this program needs {LeastFiles} at least.\n  Raise the limit: ulimit -n 1024";
        }

        return null;
    }

    /// <summary>Whether a failure comes of too little memory, wherever it was noticed.</summary>
    public static bool IsOutOfMemory(Exception? failure) =>
        failure is OutOfMemoryException || failure is AggregateException several && several.InnerExceptions.Any(IsOutOfMemory)
            || failure is not null && IsOutOfMemory(failure.InnerException);
}
