using System.Globalization;

namespace Economy.Experiments;

/// <summary>The failed runs of a study as a CSV file; no file where there are none.</summary>
internal static class FailureFile
{
    public static void Write(string file, IReadOnlyCollection<Failure> failures)
    {
        if (failures.Count == 0) File.Delete(file);
        else File.WriteAllLines(file, ["setting,x,seed,message", .. failures.Select(Line)]);
    }

    private static string Line(Failure failure) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{failure.Setting},{failure.X},{failure.Seed},\"{failure.Message.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
