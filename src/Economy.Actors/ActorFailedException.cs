namespace Economy.Actors;

/// <summary>An actor of a run threw, which ends the run.</summary>
/// <param name="actor">Its path within the run: <c>participants/cell-3</c>, <c>market/ore</c>.</param>
/// <param name="tick">The tick.</param>
/// <param name="cause">What it threw.</param>
public sealed class ActorFailedException(string actor, int tick, Exception cause)
    : Exception(FormattableString.Invariant($"{actor} failed in tick {tick}: {cause.Message}"), cause)
{
    /// <summary>Path of the actor within the run.</summary>
    public string Actor => actor;

    /// <summary>The tick.</summary>
    public int Tick => tick;
}
