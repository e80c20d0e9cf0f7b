using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>How far a run has come, for people.</summary>
internal interface IDisplay : IDisposable
{
    /// <summary>A step outside the tick loop begins or has something to say.</summary>
    void Say(string message);

    /// <summary>The run has come this far.</summary>
    void Show(in RunState state);

    /// <summary>The tick loop is over: clears what moves.</summary>
    void Finish();
}

/// <summary>A moment of a run.</summary>
/// <param name="Tick">Ticks done.</param>
/// <param name="Ticks">Ticks in all.</param>
/// <param name="Participants">Participants that are active.</param>
/// <param name="Trades">Trades so far.</param>
/// <param name="SettledTicks">Ticks closed on chain; null where nothing is settled.</param>
/// <param name="Batches">Batches settled so far.</param>
/// <param name="Elapsed">Time since the first tick.</param>
internal readonly record struct RunState(int Tick, int Ticks, int Participants, long Trades, int? SettledTicks, long Batches, TimeSpan Elapsed)
{
    /// <summary>Time to go at the present pace; null before the first tick is done.</summary>
    public TimeSpan? Remaining => Tick == 0 ? null : Elapsed / Tick * (Ticks - Tick);

    public override string ToString() => FormattableString.Invariant(
        $"tick {Tick}/{Ticks} · {Participants} participants · {Trades} trades{(SettledTicks is { } s ? $" · {s} ticks settled in {Batches} batches" : "")} · {(Remaining is { } r ? $"{r.TotalSeconds:0} s to go" : "")}");
}

/// <summary>Chooses the display.</summary>
internal static class Displays
{
    public static IDisplay For(bool silent) => silent ? new SilentDisplay() : Console.IsErrorRedirected || Console.IsOutputRedirected ? new PlainDisplay() : new LiveDisplay();
}

/// <summary>Says nothing.</summary>
internal sealed class SilentDisplay : IDisplay
{
    public void Say(string message)
    {
    }

    public void Show(in RunState state)
    {
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}

/// <summary>Plain lines, at most one every two seconds.</summary>
internal sealed class PlainDisplay : IDisplay
{
    private TimeSpan next;

    public void Say(string message) => Console.WriteLine(message);

    public void Show(in RunState state)
    {
        if (state.Elapsed < next && state.Tick < state.Ticks) return;
        next = state.Elapsed + TimeSpan.FromSeconds(2);
        Console.WriteLine(state);
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
