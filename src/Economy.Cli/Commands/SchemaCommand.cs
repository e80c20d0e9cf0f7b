using System.CommandLine;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy schema</c></summary>
internal static class SchemaCommand
{
    private static readonly Option<bool> WriteDocs =
        new("--write-docs") { Description = "Rewrite the tables of scenarios/README.md instead." };

    public static Command Create()
    {
        var command = new CommandWithExamples("schema", "Print the JSON Schema of scenario files, which editors use for completion.", "economy schema > economy.schema.json")
        { WriteDocs };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(WriteDocs))
            {
                Console.WriteLine(ScenarioSchema.Json());
                return ExitCode.Ok;
            }

            if (Repository.Find() is not { } root) return Report.BadInput("scenarios/README.md is only to be found in a clone of the repository");
            Documentation.Rewrite(root);
            return ExitCode.Ok;
        });
        return command;
    }
}
