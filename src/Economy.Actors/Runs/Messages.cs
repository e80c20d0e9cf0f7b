using Akka.Actor;
using Economy.Actors.Cells;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Actors.Runs;

/// <summary>
/// Run → clock: put a question to each of some cells or institutions, and tell when all have answered. Steps are functions of
/// state and content, so an answer is the same whoever gives it and however often.
/// </summary>
internal sealed record Superstep
{
    /// <summary>Its number in the run, from 1.</summary>
    public long Sequence { get; init; }

    /// <summary>The tick.</summary>
    public required int Tick { get; init; }

    /// <summary>What is asked for.</summary>
    public required Phase Phase { get; init; }

    /// <summary>Number of the first cell asked.</summary>
    public int First { get; init; }

    /// <summary>What each takes.</summary>
    public required IReadOnlyList<object> Contents { get; init; }

    /// <summary>By cell, the state after the tick before, to bring a cell to life with; null where none may be lost.</summary>
    public IReadOnlyList<byte[]>? States { get; init; }

    /// <summary>In the second superstep, by cell, what the first one took: a cell brought to life decides again.</summary>
    public IReadOnlyList<object>? Decided { get; init; }

    /// <summary>The institutions asked; null where it is cells.</summary>
    public IReadOnlyList<IActorRef>? Institutions { get; init; }
}

/// <summary>Clock → run: all have answered.</summary>
/// <param name="Sequence">Number of the superstep.</param>
/// <param name="Answers">Their answers, by index.</param>
/// <param name="Traffic">What has gone over the wire in the run so far.</param>
internal sealed record Done(long Sequence, object[] Answers, Traffic Traffic);

/// <summary>Clock → run: the superstep cannot be ended, nor any after it.</summary>
internal sealed record Ended(Exception Cause);

/// <summary>Supervisor → clock: an actor of the run threw.</summary>
/// <param name="Actor">Its path within the run.</param>
/// <param name="Cause">What it threw.</param>
internal sealed record Failed(string Actor, Exception Cause);

/// <summary>Run → supervisor: make an institution's actor. It carries what the actor is made of, as props do.</summary>
internal sealed record Enlist(IInstitution Institution);

/// <summary>Supervisor → run: it is made.</summary>
internal sealed record Enlisted(IActorRef Actor);

/// <summary>Supervisor → run: all actors of the run are stopped.</summary>
internal sealed record Stopped;

/// <summary>
/// What went to cells of other processes and came from them: frames, worlds and states, without what Akka wraps around them.
/// </summary>
/// <param name="Sent">Bytes sent.</param>
/// <param name="Received">Bytes received.</param>
/// <param name="Revivals">Times a cell was brought to life, the first time included.</param>
internal readonly record struct Traffic(long Sent, long Received, int Revivals);
