using Economy.Chain;
using Economy.Core;
using Economy.Scenarios;

namespace Economy.Cli;

/// <summary>Says on standard error what went wrong, and gives the exit code for it.</summary>
internal static class Report
{
    public static int BadInput(string problem)
    {
        Console.Error.WriteLine($"economy: {Printable.Text(problem)}");
        return ExitCode.BadInput;
    }

    public static int Failed(string problem)
    {
        Console.Error.WriteLine($"economy: {Printable.Text(problem)}");
        return ExitCode.RunFailed;
    }

    public static int Failed(ChainException failure) => Failed($"{failure.Message}\n  {failure.Remedy}");

    public static int Errors(IReadOnlyList<ScenarioError> errors)
    {
        const int Shown = 100;
        Console.Error.WriteLine(string.Join('\n', errors.Take(Shown)));
        if (errors.Count > Shown) Console.Error.WriteLine($"… and {errors.Count - Shown} more");
        Console.Error.WriteLine(errors.Count == 1 ? "1 error" : $"{errors.Count} errors");
        return ExitCode.BadInput;
    }
}
