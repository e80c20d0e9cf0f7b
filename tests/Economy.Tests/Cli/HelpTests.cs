using Economy.Tests.Support;


namespace Economy.Tests.Cli;

/// <summary>
/// Golden files. <c>ECONOMY_REWRITE=1 dotnet test --filter HelpTests</c> writes them anew; read them before committing.
/// </summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("economy")]
    [InlineData("run")]
    [InlineData("allocate")]
    [InlineData("compare")]
    [InlineData("effect")]
    [InlineData("branch")]
    [InlineData("report")]
    [InlineData("score")]
    [InlineData("sweep")]
    [InlineData("calibrate")]
    [InlineData("study")]
    [InlineData("study new")]
    [InlineData("explain")]
    [InlineData("train")]
    [InlineData("resume")]
    [InlineData("validate")]
    [InlineData("schema")]
    [InlineData("data")]
    [InlineData("data inspect")]
    [InlineData("verify")]
    [InlineData("prove")]
    [InlineData("export")]
    [InlineData("ladder")]
    [InlineData("node")]
    [InlineData("chain")]
    [InlineData("chain status")]
    [InlineData("devices")]
    [InlineData("cluster")]
    [InlineData("cluster node")]
    public async Task Help_is_as_written_down_and_fits_a_hundred_columns(string command)
    {
        string[] words = command == "economy" ? [] : command.Split(' ');
        var ended = await EconomyProcess.RunAsync(Path.GetTempPath(), [.. words, "--help"]);
        var told = string.Concat(ended.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd() + "\n"));

        Assert.Equal(0, ended.ExitCode);
        Assert.Empty(ended.Error);
        Assert.All(told.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        var golden = Path.Combine(Repository.Root, "tests", "Economy.Tests", "Cli", "Help", command.Replace(' ', '-') + ".txt");
        if (Repository.IsRewriting) File.WriteAllText(golden, told);
        Assert.Equal(File.ReadAllText(golden), told);
    }
}
