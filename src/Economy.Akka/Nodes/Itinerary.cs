using Akka.Actor;
using Economy.World.Actors;

namespace Economy.Akka.Nodes;

/// <summary>What stays fixed while a run is led, and what is counted on the way.</summary>
internal sealed class Itinerary
{
    /// <summary>Steps that are out at a time. It bounds what lies in mailboxes and on the wire; a frame has some ten thousand bytes.</summary>
    public const int Window = 64;

    public required int Run { get; init; }

    public required CellRange[] Ranges { get; init; }

    /// <summary>What nodes make the world from.</summary>
    public required byte[] World { get; init; }

    /// <summary>The way to the cells.</summary>
    public required IActorRef Region { get; init; }

    /// <summary>Time after which a silent cell is asked again.</summary>
    public required TimeSpan Silence { get; init; }

    /// <summary>Time without any node after which a run is given up.</summary>
    public required TimeSpan WaitForNodes { get; init; }

    /// <summary>Bytes of frames and states that were sent.</summary>
    public long BytesSent { get; set; }

    /// <summary>Bytes of frames that were received.</summary>
    public long BytesReceived { get; set; }

    /// <summary>Times a cell was brought to life, the first time included.</summary>
    public int Revivals { get; set; }
}
