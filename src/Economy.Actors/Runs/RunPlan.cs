using Economy.World.Actors;

namespace Economy.Actors.Runs;

/// <summary>What stays fixed while a run lasts.</summary>
internal sealed record RunPlan
{
    /// <summary>Number of the run.</summary>
    public required int Run { get; init; }

    /// <summary>The cells.</summary>
    public required CellRange[] Ranges { get; init; }

    /// <summary>
    /// Steps that are out at a time. In one process it is the number of threads that the run may use; in a cluster it bounds what
    /// lies in mailboxes and on the wire.
    /// </summary>
    public required int Window { get; init; }

    /// <summary>What nodes make the world from; empty in one process.</summary>
    public byte[] World { get; init; } = [];

    /// <summary>How long silence is borne; null in one process, where nothing is lost on the way.</summary>
    public Patience? Patience { get; init; }
}

/// <summary>How long a run bears silence.</summary>
/// <param name="Silence">Time after which a silent cell is asked again.</param>
/// <param name="Alone">Time without any node after which the run is given up.</param>
/// <param name="HasNodes">Whether there is a node that can host cells.</param>
internal sealed record Patience(TimeSpan Silence, TimeSpan Alone, Func<bool> HasNodes);
