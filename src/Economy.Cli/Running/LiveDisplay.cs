using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>A progress bar that redraws itself on one line of the terminal.</summary>
internal sealed class LiveDisplay : IDisplay
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private TimeSpan next;
    private bool drawn;

    public void Say(string message)
    {
        Finish();
        AnsiConsole.MarkupLineInterpolated($"[grey]{message}[/]");
    }

    public void Show(in RunState state)
    {
        if (state.Elapsed < next && state.Tick < state.Ticks) return;
        next = state.Elapsed + Pause;
        var full = BarWidth * state.Tick / state.Ticks;
        var text = state.ToString();
        var room = Math.Max(0, AnsiConsole.Profile.Width - BarWidth - 3);
        drawn = true;
        AnsiConsole.Markup($"\r[green]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {Markup.Escape(text.Length > room ? text[..room] : text)}\u001b[K");
    }

    public void Finish()
    {
        if (drawn) AnsiConsole.Write("\r\u001b[K");
        drawn = false;
    }

    public void Dispose() => Finish();
}
