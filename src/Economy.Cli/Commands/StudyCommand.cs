using System.CommandLine;
using Economy.Core.Records;
using Economy.Experiments;

namespace Economy.Cli.Commands;

/// <summary><c>economy study new</c></summary>
internal static class StudyCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Name of the study: the file is NAME.cs in the current folder." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "new", "Write a study as a C# script that runs: two factors, ten seeds, a plot with bands.",
            "economy study new my-study", "dotnet run my-study.cs -- --smoke")
        { Name };
        command.SetAction(parsed => Write(parsed.GetValue(Name)!));
        return new Command("study", "Studies as C# scripts.") { command };
    }

    private static int Write(string name)
    {
        if (RunName.Fault(name) is (var problem, var remedy)) return Report.BadInput($"{problem}: '{name}'.\n  {remedy}");
        if (Repository.Find() is not { } root) return Report.BadInput("a study needs a clone of the repository: run this from within one");
        var file = Path.GetFullPath(name + ".cs");
        if (File.Exists(file)) return Report.BadInput($"{name}.cs is there already; give the study another name");
        var project = Path.GetRelativePath(Path.GetDirectoryName(file)!, Path.Combine(root, "src", "Economy.Experiments", "Economy.Experiments.csproj"));
        File.WriteAllText(file, StudyTemplate.Text(name, project.Replace('\\', '/')));
        Console.WriteLine($"{name}.cs is written; run it: dotnet run {name}.cs");
        return ExitCode.Ok;
    }
}
