using System.CommandLine;
using Economy.Experiments.Files;
using Economy.Scenarios;

namespace Economy.Cli.Commands;

/// <summary><c>economy schema</c></summary>
internal static class SchemaCommand
{
    private static readonly Option<bool> WriteDocs =
        new("--write-docs") { Description = "Rewrite the tables of scenarios/README.md and EXPERIMENTS.md instead." };

    private static readonly Option<bool> Experiment =
        new("--experiment") { Description = "The schema of experiment files, which economy sweep and calibrate read." };

    public static Command Create()
    {
        var command = new CommandWithExamples("schema", "Print the JSON Schema of scenario files, which editors use for completion.", "economy schema > economy.schema.json")
        { WriteDocs, Experiment };
        command.SetAction(parsed =>
        {
            ExperimentFile.Register();
            if (!parsed.GetValue(WriteDocs))
            {
                var documented = ExperimentFile.Documented;
                Console.WriteLine(parsed.GetValue(Experiment) ? ScenarioSchema.Json(documented.Root, documented.Title) : ScenarioSchema.Json());
                return ExitCode.Ok;
            }

            if (Repository.Find() is not { } root) return Report.BadInput("scenarios/README.md is only to be found in a clone of the repository");
            Documentation.Rewrite(root, ExperimentFile.Documented);
            return ExitCode.Ok;
        });
        return command;
    }
}
