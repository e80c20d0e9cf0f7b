namespace Economy.Core.Records;

/// <summary>A stop condition that ended a run.</summary>
/// <param name="Tick">The last tick: the one in which it held.</param>
/// <param name="When">The condition, as the scenario has it.</param>
public sealed record StoppedBy(int Tick, string When);
