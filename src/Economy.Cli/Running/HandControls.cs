using System.Diagnostics;
using Economy.Core;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.World.Boards;
using Economy.World.Interventions;

namespace Economy.Cli.Running;

/// <summary>
/// The controls of a run by hand: pause, step, pace, and changes of keys, which wait here until the run is between two ticks and are then
/// entries of its calendar. The page calls from any thread, the run from its own.
/// </summary>
internal sealed class HandControls : IRunControls
{
    private readonly object gate = new();
    private readonly Scenario scenario;
    private readonly List<SetKey> made = [];
    private readonly List<LiveChange> changes = [];
    private readonly OrderedDictionary<string, string> waiting = new(StringComparer.Ordinal);
    private readonly Func<string?> settlement;
    private Rules? rules;
    private int tick = -1, steps;
    private bool isPaused, isStanding, isOver;
    private double pace;

    /// <param name="scenario">The scenario, as it was before any change by hand.</param>
    /// <param name="isPaused">Whether the run waits before its first tick.</param>
    /// <param name="settlement">Says how far settlement is; null where nothing is settled.</param>
    public HandControls(Scenario scenario, bool isPaused, Func<string?> settlement)
    {
        (this.scenario, this.isPaused, this.settlement) = (scenario, isPaused, settlement);
        Keys = [.. ChangeableKeys.All(scenario).Select(Described)];
    }

    public IReadOnlyList<LiveKey> Keys { get; }

    /// <summary>The scenario as the run has it: what was changed by hand stands at the end of its calendar.</summary>
    public Scenario AsRun => made.Count == 0 ? scenario : scenario with { Calendar = [.. scenario.Calendar ?? [], .. made] };

    public LiveStatus Status
    {
        get
        {
            lock (gate)
                return new(Math.Max(0, tick), scenario.Ticks, Phase, pace, settlement(),
                    [.. Keys.Select(k => rules?[k.Path] ?? k.First)], new Dictionary<string, string>(waiting), [.. changes],
                    [.. (scenario.Calendar ?? []).Select(entry => new LiveChange(entry.At, entry.Kind, "", entry.Describe()))]);
        }
    }

    private string Phase => isOver ? "over" : isStanding ? "paused" : isPaused && steps == 0 ? "pausing" : "running";

    public string? Change(string path, string value)
    {
        lock (gate)
        {
            if (isOver || tick >= scenario.Ticks) return $"the run has had its last tick, {scenario.Ticks}: nothing can change any more";
            if (Keys.All(k => k.Path != path)) return $"'{path}' is no key of this scenario that may change while it runs";
            if (Problem(path, value = value.Trim()) is { } problem) return problem;
            if ((rules?[path] ?? ChangeableKeys.Get(scenario, path)) == value) waiting.Remove(path);
            else waiting[path] = value;
            Monitor.PulseAll(gate);
            return null;
        }
    }

    public void TakeBack(string path)
    {
        lock (gate) waiting.Remove(path);
    }

    public void Pause() => Set(() => (isPaused, steps) = (true, 0));

    public void Go() => Set(() => (isPaused, steps) = (false, 0));

    public void Step(int ticks) => Set(() => (isPaused, steps) = (true, ticks));

    public void Pace(double ticksPerSecond) => Set(() => pace = ticksPerSecond);

    /// <summary>
    /// Between two ticks, on the thread of the run: waits while it is paused or ahead of its pace, then gives what has been asked for.
    /// </summary>
    /// <param name="done">The tick that is over.</param>
    /// <param name="inForce">The rules of the tick to come.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>Entries of the calendar that begin with the tick to come.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled while it waited.</exception>
    public IReadOnlyList<InterventionSpec> Between(int done, Rules inForce, CancellationToken cancel)
    {
        using var woken = cancel.Register(() => Set(() => { }));
        lock (gate)
        {
            (tick, rules) = (done, inForce);
            if (isOver = done >= scenario.Ticks) return [];
            for (var waited = Stopwatch.StartNew(); !MayGo(waited.Elapsed, out var left);)
            {
                cancel.ThrowIfCancellationRequested();
                isStanding = isPaused && steps == 0;
                Monitor.Wait(gate, left);
            }

            isStanding = false;

            cancel.ThrowIfCancellationRequested();
            if (steps > 0) steps--;
            return Take(done + 1);
        }
    }

    /// <summary>What was given is in force.</summary>
    public void Took(Rules inForce)
    {
        lock (gate) rules = inForce;
    }

    private bool MayGo(TimeSpan waited, out TimeSpan left)
    {
        left = Timeout.InfiniteTimeSpan;
        if (isPaused && steps == 0) return false;
        if (pace == 0 || isPaused) return true;
        left = TimeSpan.FromSeconds(1 / pace) - waited;
        return left <= TimeSpan.Zero;
    }

    private List<InterventionSpec> Take(int next)
    {
        var taken = waiting.Select(w => new SetKey { At = next, Key = w.Key, To = w.Value }).ToList();
        foreach (var entry in taken) changes.Add(new(next, entry.Key, rules![entry.Key], entry.To));
        made.AddRange(taken);
        waiting.Clear();
        return [.. taken];
    }

    /// <summary>
    /// Why a key cannot be set so; null where it can. It must fit the other keys, as they are then, as strictly as in a file, and the
    /// calendar that results must be one that can be read again.
    /// </summary>
    private string? Problem(string path, string value)
    {
        try
        {
            var then = scenario;
            foreach (var (key, changed) in rules?.Changes.AsEnumerable() ?? []) then = ChangeableKeys.Set(then, key, changed);
            foreach (var (key, changed) in waiting) then = ChangeableKeys.Set(then, key, changed);
            var entry = new SetKey { At = Math.Max(1, tick + 1), Key = path, To = value };
            return Calendars.Misfit(scenario, ChangeableKeys.Set(then, path, value) with { Calendar = null })
                ?? Calendars.Misfit(scenario, AsRun with { Calendar = [.. AsRun.Calendar ?? [], entry] });
        }
        catch (ArgumentException wrong)
        {
            return wrong.Message;
        }
    }

    private void Set(Action action)
    {
        lock (gate)
        {
            action();
            Monitor.PulseAll(gate);
        }
    }

    private LiveKey Described(ChangeableKey key) => new(
        key.Path, key.About.Meaning, key.About.Unit, double.IsFinite(key.About.Min) ? key.About.Min : null,
        double.IsFinite(key.About.Max) ? key.About.Max : null,
        key.Type == typeof(bool) ? "switch" : key.Type.IsEnum || key.About.Words.Length > 0 ? "choice"
            : key.Type == typeof(double) || key.Type == typeof(decimal) ? "number" : "whole",
        key.Type.IsEnum ? [.. Enum.GetNames(key.Type).Select(Words.Kebab)] : key.About.Words, ChangeableKeys.Get(scenario, key.Path));
}

/// <summary>What the page says of calendars.</summary>
internal static class Calendars
{
    /// <summary>What does not fit in a changed scenario, in a line; null where all does, or where the scenario did not before.</summary>
    public static string? Misfit(Scenario before, Scenario changed) =>
        Errors(changed) is [var first, ..] && Errors(before).Count == 0 ? first.Message : null;

    private static IReadOnlyList<ScenarioError> Errors(Scenario scenario) =>
        ScenarioReader.Read(ScenarioWriter.Print(scenario), "scenario").Errors;
}
