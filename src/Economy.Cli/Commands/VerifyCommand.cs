using System.CommandLine;
using Economy.Reporting;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy verify</c></summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Folder = new("run") { Description = "Folder of a run." };

    public static Command Create()
    {
        var command = new CommandWithExamples("verify",
            "Recompute balances, conservation, identities and digests of a run from its files alone.", "economy verify runs/quickstart")
        { Folder };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(Folder)!;
            if (!Directory.Exists(folder)) return Report.BadInput($"there is no folder {folder}");
            if (Problem(folder) is { } problem) return Report.BadInput($"{folder} holds no run: {problem}");
            var checks = Verification.Of(folder, Read);
            foreach (var check in checks) Console.WriteLine($"{Mark(check.Outcome)}  {check.Name}: {check.Detail}");
            return checks.Any(c => c.Outcome == Outcome.Failed) ? ExitCode.RunFailed : ExitCode.Ok;
        });
        return command;
    }

    private static VerifiedScenario Read(string text)
    {
        var read = ScenarioReader.Read(text, "scenario");
        return read.Scenario is { } scenario ? new(scenario, ScenarioHash.Of(scenario).ToString(), "")
            : new(null, "", read.Errors[0].Message);
    }

    private static string? Problem(string folder)
    {
        try
        {
            RunReader.Open(folder);
            return null;
        }
        catch (RunFormatException e)
        {
            return e.Message;
        }
    }

    private static string Mark(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "ok         ",
        Outcome.Failed => "FAILED     ",
        _ => "not checked",
    };
}
