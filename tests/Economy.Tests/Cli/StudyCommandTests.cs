using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed class StudyCommandTests
{
    [Fact]
    public async Task A_study_is_written_once_and_not_over_another()
    {
        using var folder = new TemporaryFolder();
        var first = await EconomyProcess.RunAsync(folder.Path, ["study", "new", "mine"]);
        Assert.True(first.ExitCode == 0, first.ToString());
        var text = await File.ReadAllTextAsync(folder["mine.cs"]);
        Assert.Contains("Study.RunAsync(\"mine\"", text, StringComparison.Ordinal);
        var project = text.Split('\n').Single(l => l.StartsWith("#:project ", StringComparison.Ordinal))["#:project ".Length..];
        Assert.True(File.Exists(Path.Combine(folder.Path, project)), project);
        var again = await EconomyProcess.RunAsync(folder.Path, ["study", "new", "mine"]);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("mine.cs is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await EconomyProcess.RunAsync(folder.Path, ["study", "new", ".mine"])).ExitCode);
    }
}
