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
        // What the run says of itself at the end begins with an exclamation mark.
        Assert.Equal(drawn, lines.Where(line => line.Contains("tick ", StringComparison.Ordinal) && !Escape().Replace(line, "").StartsWith('!')));
        Assert.All(drawn, line => Assert.Matches(@"^━+ tick \d+/30 · \d+ participants · \d+ trades( · \d+ s left)?$", Escape().Replace(line, "")));
        var plain = lines.Select(line => Escape().Replace(line, "")).ToList();
        Assert.All(plain, line => Assert.InRange(line.Length, 0, 80));
        Assert.InRange(plain.SkipWhile(line => !line.StartsWith('╭')).Count(line => line.Length > 0), 10, 23);
    }

    /// <summary>Panes are dragged that narrow, and what runs without a screen says 0.</summary>
    [TerminalTheory]
    [InlineData(0, "xterm-256color")]
    [InlineData(1, "xterm-256color")]
    [InlineData(2, "xterm-256color")]
    [InlineData(3, "xterm-256color")]
    [InlineData(3, "dumb")]
    public async Task A_terminal_too_narrow_for_anything_gets_all_there_is_to_say_and_no_more(int columns, string kind)
    {
        using var folder = new TemporaryFolder();
        var help = await InTerminalAsync("run", "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--checkpoint-every", help.Output, StringComparison.Ordinal);
        var run = await InTerminalAsync("run", EconomyProcess.Small, "--set", "population.entryRate=0");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("written to runs/small", run.Output, StringComparison.Ordinal);
        var wrong = await InTerminalAsync("run", EconomyProcess.Small, "--theads", "2");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("there is no option --theads; did you mean '--threads'?", wrong.Output, StringComparison.Ordinal);

        async Task<Ended> InTerminalAsync(params string[] arguments)
        {
            using var process = EconomyProcess.StartInTerminal(folder.Path, arguments, columns, kind);
            var ended = await process.EndAsync();
            Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
            Assert.InRange(ended.Output.Length, 50, 20_000);
            return ended;
        }
    }

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}

/// <summary>A test in a terminal, which <c>script</c> of util-linux makes; skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute() => Skip = Terminal.Missing;
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute() => Skip = Terminal.Missing;
}

internal static class Terminal
{
    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsLinux() && File.Exists("/usr/bin/script") ? null : "no terminal can be had here: the script program of util-linux is missing";
}
