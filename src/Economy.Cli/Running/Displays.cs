using System.Diagnostics;
using Economy.Core;
using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>How far a run has come, for people.</summary>
internal interface IDisplay
{
    /// <summary>A step begins, or has something to say.</summary>
    void Say(string message);

    /// <summary>The present step has come this far. Cheap enough to be called at will.</summary>
    void Show(in Progress progress);

    /// <summary>The present step is over: clears what moves.</summary>
    void Finish();
}

/// <summary>Chooses the display.</summary>
internal static class Displays
{
    public static IDisplay For(bool silent) =>
        silent ? new SilentDisplay() : AnsiConsole.Profile.Capabilities.Ansi && Console.WindowWidth >= Surroundings.NarrowestTerminal
            ? new LiveDisplay() : new PlainDisplay();
}

/// <summary>Says nothing.</summary>
internal sealed class SilentDisplay : IDisplay
{
    public void Say(string message)
    {
    }

    public void Show(in Progress progress)
    {
    }

    public void Finish()
    {
    }
}

/// <summary>Plain lines, at most one every two seconds.</summary>
internal sealed class PlainDisplay : IDisplay
{
    private readonly Pace pace = new(TimeSpan.FromSeconds(2));

    public void Say(string message) => Console.WriteLine(Printable.Text(message));

    public void Show(in Progress progress)
    {
        if (pace.Allows(progress)) Console.WriteLine(progress.Text);
    }

    public void Finish() => pace.Restart();
}

/// <summary>Lets progress through once in a while, and the beginning and the end of a step always.</summary>
internal sealed class Pace(TimeSpan pause)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan next;

    public bool Allows(in Progress progress)
    {
        if (clock.Elapsed < next && progress.Done < progress.Total) return false;
        next = clock.Elapsed + pause;
        return true;
    }

    /// <summary>A new step begins.</summary>
    public void Restart() => next = TimeSpan.Zero;
}
