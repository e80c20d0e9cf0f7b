using System.CommandLine;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy validate</c></summary>
internal static class ValidateCommand
{
    private static readonly Argument<string[]> Files = new("files") { Description = "Scenario files.", Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new CommandWithExamples("validate", "Check scenario files without running them: every error of every file.",
            "economy validate scenarios/*.yaml")
        { Files };
        command.SetAction(parsed =>
        {
            var code = ExitCode.Ok;
            foreach (var file in parsed.GetValue(Files)!)
            {
                var read = ScenarioReader.ReadFile(file);
                if (read.Scenario is not { } scenario)
                {
                    code = Report.Errors(read.Errors);
                    continue;
                }

                Console.WriteLine($"{file}: ok");
                foreach (var warning in Warnings.Of(scenario)) Console.WriteLine($"  {warning}");
            }

            return code;
        });
        return command;
    }
}
