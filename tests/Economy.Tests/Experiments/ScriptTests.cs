using System.Diagnostics;
using Economy.Chain.Provisioning;
using Economy.Experiments;
using Economy.Tests.Reporting;

namespace Economy.Tests.Experiments;

/// <summary>Every study in <c>simulations/</c> compiles and runs, on one seed and four ticks.</summary>
public sealed class ScriptTests(CompiledStudies compiled) : IClassFixture<CompiledStudies>
{
    private static readonly string Root = Toolchain.FindRoot(AppContext.BaseDirectory)!;

    public static TheoryData<string> Studies { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "simulations"), "*.cs").Select(f => Path.GetFileName(f))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task A_study_runs_and_leaves_a_table_and_a_plot(string script)
    {
        using var folder = new TemporaryFolder();
        LeftBehind(folder, await Run([.. compiled.Compile(Path.Combine(Root, "simulations", script)), "--smoke", "--out", folder.Path]));
    }

    /// <summary>As the README says it; the others are built alike.</summary>
    [Fact]
    public async Task A_study_is_run_by_its_name_and_refuses_what_is_no_study()
    {
        using var folder = new TemporaryFolder();
        string[] study = [Path.Combine("simulations", "own-behaviour.cs"), "--", "--smoke", "--out", folder.Path];
        LeftBehind(folder, await Run(["run", .. study]));

        await File.WriteAllTextAsync(folder["smoke/study.db"], "not a study\n");
        var (exitCode, said) = await Run(["run", "--no-build", .. study]);
        Assert.Equal(2, exitCode);
        Assert.Contains("study.db: it is no study", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_written_by_study_new_runs_and_takes_few_lines()
    {
        using var folder = new TemporaryFolder();
        var text = StudyTemplate.Text("mine", Path.Combine(Root, "src", "Economy.Experiments", "Economy.Experiments.csproj"));
        await File.WriteAllTextAsync(folder["mine.cs"], text);
        Assert.InRange(text.Split('\n').Count(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal)), 1, 25);
        var (exitCode, said) = await Run(["run", "mine.cs", "--", "--smoke", "--out", folder["results"]], folder.Path);
        Assert.True(exitCode == 0, said);
        Assert.True(File.Exists(folder["results/smoke/plot.html"]), said);
        Assert.Contains("Change from tax = 0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_outside_the_repository_runs_whatever_its_style()
    {
        using var folder = new TemporaryFolder();
        var study = await File.ReadAllTextAsync(Path.Combine(Root, "simulations", "transaction-tax.cs"));
        await File.WriteAllTextAsync(folder["mine.cs"], study.Replace("../src", Path.Combine(Root, "src"), StringComparison.Ordinal)
            + "\nclass sloppy { public int X; int never; public static void Do_it() { int unused = 1; } }\n");
        var (exitCode, said) = await Run(["run", "mine.cs", "--", "--smoke", "--out", folder["results"]], folder.Path);
        Assert.True(exitCode == 0, said);
        Assert.True(File.Exists(folder["results/smoke/plot.html"]), said);
    }

    private static void LeftBehind(TemporaryFolder folder, (int ExitCode, string Said) ended)
    {
        Assert.True(ended.ExitCode == 0, ended.Said);
        Assert.Equal(["smoke"], Directory.EnumerateFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)));
        Assert.Contains(" runs, 0 failed", ended.Said, StringComparison.Ordinal);
        Assert.StartsWith("measure,setting,", File.ReadLines(folder["smoke/means.csv"]).First(), StringComparison.Ordinal);
        Assert.Contains("<html", File.ReadAllText(folder["smoke/plot.html"]), StringComparison.Ordinal);
        Assert.Subset((HashSet<string>)[.. Directory.EnumerateFileSystemEntries(folder["smoke"]).Select(f => Path.GetFileName(f))],
            (HashSet<string>)["means.csv", "plot.html", "responses.csv", "study.db"]);
    }

    private static async Task<(int ExitCode, string Said)> Run(string[] arguments, string? from = null)
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = from ?? Root,
            Environment = { ["ECONOMY_ROOT"] = Root },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await output + await errors);
    }
}
