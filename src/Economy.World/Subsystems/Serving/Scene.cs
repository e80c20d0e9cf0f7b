using Economy.World.Randomness;

namespace Economy.World.Subsystems.Serving;

/// <summary>Who came to a place that meets its visitors one by one.</summary>
/// <param name="seed">Seed of the tick's draws.</param>
/// <param name="row">Row of the place.</param>
/// <param name="tickSeconds">Length of a tick.</param>
public sealed class Scene(ulong seed, int row, int tickSeconds)
{
    /// <summary>Row of the place.</summary>
    public int Row => row;

    /// <summary>Length of a tick, seconds.</summary>
    public int TickSeconds => tickSeconds;

    /// <summary>Its guests, by number of the participant; each once.</summary>
    public List<Guest> Guests { get; init; } = [];

    /// <summary>Latency between two regions, milliseconds.</summary>
    public Func<int, int, double> Latency { get; init; } = (_, _) => 0;

    /// <summary>Participants who left the economy in the tick.</summary>
    public IReadOnlySet<int> Left { get; init; } = new HashSet<int>();

    /// <summary>
    /// The draws of a participant in this place and tick. A place has streams of its own by its name, so that one more of them shifts no
    /// other's.
    /// </summary>
    public PhiloxStream Draws(string place, int participant, int tick) => Draws(StreamOf(place), participant, tick);

    /// <summary>The same by the stream of a place, for those who draw for many.</summary>
    public PhiloxStream Draws(ulong stream, int participant, int tick) => new(seed ^ stream, Purpose.Visit, participant, tick);

    /// <summary>The stream of a place.</summary>
    public static ulong StreamOf(string place)
    {
        var hash = 14695981039346656037;   // FNV-1a of 64 bits
        foreach (var letter in place) hash = unchecked((hash ^ letter) * 1099511628211);
        return hash;
    }
}
