namespace Economy.Experiments;

/// <summary>A finished run: a row of the results file.</summary>
/// <param name="Setting">Name of the setting.</param>
/// <param name="X">Its place on the horizontal axis.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="ScenarioHash">Identifies the scenario that was run, seed included.</param>
/// <param name="Build">Identifies the build of the simulator that ran it.</param>
/// <param name="Values">What was measured, in the order of the study's measures.</param>
public sealed record Result(string Setting, double X, ulong Seed, string ScenarioHash, string Build, IReadOnlyList<double> Values);

/// <summary>A run that did not finish.</summary>
/// <param name="Setting">Name of the setting.</param>
/// <param name="X">Its place on the horizontal axis.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Message">What went wrong.</param>
public sealed record Failure(string Setting, double X, ulong Seed, string Message);
