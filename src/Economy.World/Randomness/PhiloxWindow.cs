namespace Economy.World.Randomness;

/// <summary>The streams of actors of whom each is asked for once, in ascending order: many are made at a time, which is faster.</summary>
/// <param name="purpose">What they are for.</param>
public sealed class PhiloxWindow(Purpose purpose)
{
    private const int Length = 64;
    private readonly PhiloxStream[] streams = new PhiloxStream[Length];
    private ulong seed;
    private int tick;
    private int first;
    private bool isFilled;

    /// <summary>Begins a tick.</summary>
    /// <param name="itsSeed">The seed.</param>
    /// <param name="itsTick">The tick.</param>
    public void Begin(ulong itsSeed, int itsTick) => (seed, tick, isFilled) = (itsSeed, itsTick, false);

    /// <summary>The stream of an actor; of the same one it goes on.</summary>
    public ref PhiloxStream Of(int actor)
    {
        if (!isFilled || unchecked((uint)(actor - first)) >= Length)
        {
            PhiloxStream.Consecutive(new PhiloxStream(seed, purpose, actor, tick), streams);
            (first, isFilled) = (actor, true);
        }

        return ref streams[actor - first];
    }
}
