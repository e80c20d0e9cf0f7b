using System.Text.RegularExpressions;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed partial class TerminalTests
{
    private const string Redraw = "\u001b[K";

    [TerminalFact]
    public async Task Progress_is_redrawn_on_one_line_of_a_terminal_and_the_summary_fits_its_screen()
    {
        using var folder = new TemporaryFolder();
        using var process = EconomyProcess.StartInTerminal(folder.Path, ["run", EconomyProcess.Small, "--ticks", "30"]);
        var ended = await process.EndAsync();

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var lines = ended.Output.Split('\n');
        var drawn = lines.Where(line => line.StartsWith(Redraw, StringComparison.Ordinal) && line.Contains("tick ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(drawn);
        Assert.Equal(drawn, lines.Where(line => line.Contains("tick ", StringComparison.Ordinal)));
        Assert.All(drawn, line => Assert.Matches(@"^━+ tick \d+/30 · \d+ participants · \d+ trades( · \d+ s left)?$", Escape().Replace(line, "")));
        var plain = lines.Select(line => Escape().Replace(line, "")).ToList();
        Assert.All(plain, line => Assert.InRange(line.Length, 0, 80));
        Assert.InRange(plain.SkipWhile(line => !line.StartsWith('╭')).Count(line => line.Length > 0), 10, 23);
    }

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}

/// <summary>A test in a terminal, which <c>script</c> of util-linux makes; skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script")) Skip = "no terminal can be had here: the script program of util-linux is missing";
    }
}
