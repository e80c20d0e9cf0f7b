using System.Text.Json;
using Economy.Tests.Reporting;
using Economy.Tests.Support;

namespace Economy.Tests.Cli;

public sealed class CommandTests
{
    [Fact]
    public async Task Validate_reports_every_error_of_every_file_and_names_the_good_ones()
    {
        using var folder = new TemporaryFolder();
        File.Copy(EconomyProcess.Small, folder["good.yaml"]);
        File.WriteAllText(folder["bad.yaml"], "name: bad\nticks: none\nseed: -1\n");
        var ended = await EconomyProcess.RunAsync(folder.Path, ["validate", "bad.yaml", "good.yaml", "missing.yaml"]);

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("good.yaml: ok\n", ended.Output);
        foreach (var place in (string[])["bad.yaml:2:8: ", "bad.yaml:3:7: ", "missing.yaml: there is no such file\n"])
            Assert.Contains(place, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scenarios_of_the_repository_are_valid()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "scenarios"), "*.yaml");
        var ended = await EconomyProcess.RunAsync(Repository.Root, ["validate", .. files]);

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(files.Length, ended.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Schema_prints_the_committed_schema_and_writing_the_documentation_changes_nothing()
    {
        string[] files = [Path.Combine(Repository.Root, "scenarios", "README.md"), Path.Combine(Repository.Root, "scenarios", "scenario.schema.json")];
        var before = files.Select(File.ReadAllText).ToList();
        var printed = await EconomyProcess.RunAsync(Path.GetTempPath(), ["schema"]);
        var written = await EconomyProcess.RunAsync(Path.GetTempPath(), ["schema", "--write-docs"]);

        using var schema = JsonDocument.Parse(printed.Output);
        Assert.Equal(before[1].TrimEnd(), printed.Output.TrimEnd());
        Assert.True(written.ExitCode == 0, written.ToString());
        Assert.Equal(before, files.Select(File.ReadAllText));
    }

    [Theory]
    [InlineData("manifest.json", "{", 2, "holds no run")]
    [InlineData("ticks.csv", "tick\n1\n", 1, "")]
    [InlineData("ticks.csv", null, 1, "")]
    public async Task Verify_refuses_what_is_no_run_and_fails_a_damaged_one(string file, string? text, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--quiet", "--ticks", "1"]);
        var damaged = folder[$"runs/small/{file}"];
        if (text is null) File.Delete(damaged);
        else File.WriteAllText(damaged, text);
        var ended = await EconomyProcess.RunAsync(folder.Path, ["verify", "runs/small"]);

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(exitCode == 1 ? "FAILED" : message, ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }
}
