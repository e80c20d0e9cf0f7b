namespace Economy.Reporting;

/// <summary>What the page of a run can do with it. Called from any thread.</summary>
public interface IRunControls
{
    /// <summary>The keys that may be changed, in the order of the scenario.</summary>
    IReadOnlyList<LiveKey> Keys { get; }

    /// <summary>How the run stands.</summary>
    LiveStatus Status { get; }

    /// <summary>Sets a key from the next tick on.</summary>
    /// <param name="path">Path of the key.</param>
    /// <param name="value">Its value, as text.</param>
    /// <returns>Null, or why it cannot be.</returns>
    string? Change(string path, string value);

    /// <summary>Takes back a change that waits for the next tick.</summary>
    void TakeBack(string path);

    /// <summary>Stops between two ticks until told to go on.</summary>
    void Pause();

    /// <summary>Goes on.</summary>
    void Go();

    /// <summary>Runs some ticks and stops again.</summary>
    /// <param name="ticks">How many, from 1.</param>
    void Step(int ticks);

    /// <summary>Sets the pace.</summary>
    /// <param name="ticksPerSecond">Ticks a second at most; 0 for no limit.</param>
    void Pace(double ticksPerSecond);
}

/// <summary>A key that may be changed while the run goes on.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Meaning">A sentence on it.</param>
/// <param name="Unit">Unit of the value; empty where it has none.</param>
/// <param name="Min">Least value; null where there is none.</param>
/// <param name="Max">Greatest value; null where there is none.</param>
/// <param name="Type"><c>number</c>, <c>whole</c>, <c>switch</c> or <c>choice</c>.</param>
/// <param name="Words">What can be chosen from.</param>
/// <param name="First">Its value in the scenario, as text; empty where it has none.</param>
public sealed record LiveKey(
    string Path, string Meaning, string Unit, double? Min, double? Max, string Type, IReadOnlyList<string> Words, string First);

/// <summary>How a run stands.</summary>
/// <param name="Tick">The last tick that is over.</param>
/// <param name="Ticks">The last tick of the scenario.</param>
/// <param name="Phase"><c>running</c>, <c>pausing</c> in its last tick before it is <c>paused</c>, or
/// <c>over</c> when its last tick is.</param>
/// <param name="TicksPerSecond">The pace it is held to; 0 for none.</param>
/// <param name="Settlement">How far settlement is; null where nothing is settled.</param>
/// <param name="Values">Value of every key in the tick to come, in the order of <see cref="IRunControls.Keys"/>.</param>
/// <param name="Waiting">What was asked for and takes effect at the next tick: value by path.</param>
/// <param name="Changes">What was changed by hand so far.</param>
/// <param name="Calendar">What the scenario's own calendar holds, in words, with the tick of each entry.</param>
public sealed record LiveStatus(
    int Tick, int Ticks, string Phase, double TicksPerSecond, string? Settlement, IReadOnlyList<string> Values,
    IReadOnlyDictionary<string, string> Waiting, IReadOnlyList<LiveChange> Changes, IReadOnlyList<LiveChange> Calendar);

/// <summary>A change of a key.</summary>
/// <param name="Tick">The first tick in which it is in force.</param>
/// <param name="Key">Path of the key, or what happens.</param>
/// <param name="From">The value before; empty where it is not one key that changes.</param>
/// <param name="To">The value after.</param>
public sealed record LiveChange(int Tick, string Key, string From, string To);
