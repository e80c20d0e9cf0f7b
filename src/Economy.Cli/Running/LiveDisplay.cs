using Economy.Core;
using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>
/// A progress bar that redraws itself on one line of the terminal. Settlement has things to say while the simulation shows how far it is.
/// </summary>
internal sealed class LiveDisplay : IDisplay
{
    private const int WidestBar = 24;
    private const string ClearLine = "\r\u001b[K";
    private readonly Lock gate = new();
    private readonly Pace pace = new(TimeSpan.FromMilliseconds(100));
    private int bar = WidestBar;
    private bool isDrawn;

    public void Say(string message)
    {
        lock (gate)
        {
            Finish();
            AnsiConsole.MarkupLineInterpolated($"[grey]{Printable.Text(message)}[/]");
        }
    }

    public void Show(in Progress progress)
    {
        lock (gate) Draw(progress);
    }

    public void Finish()
    {
        lock (gate)
        {
            if (isDrawn) AnsiConsole.Write(ClearLine);
            (isDrawn, bar) = (false, WidestBar);
            pace.Restart();
        }
    }

    private void Draw(in Progress progress)
    {
        if (!pace.Allows(progress)) return;
        var room = AnsiConsole.Profile.Width - 1;
        var text = progress.Text.Length > room ? progress.Text[..room] : progress.Text;
        bar = Math.Clamp(room - text.Length - 1, 0, bar); // It gives way, and does not come back to jump about.
        var full = bar * progress.Done / Math.Max(1, progress.Total);
        isDrawn = true;
        AnsiConsole.Write(ClearLine);
        AnsiConsole.Markup($"[green]{new string('━', full)}[/][grey]{new string('━', bar - full)}[/]{(bar > 0 ? " " : "")}{Markup.Escape(text)}");
    }
}
