using Economy.World.Randomness;

namespace Economy.Cli.Allocating;

/// <summary>The queue in which tasks come to the policy <c>priority</c>.</summary>
internal static class Queues
{
    // The library tells apart this many places in a queue; equal ones go by number.
    private const int Places = 1 << 19;

    /// <summary>[n] how long each task has waited: in the order of the file, or as drawn.</summary>
    public static int[]? Of(int tasks, ulong? seed)
    {
        if (seed is not { } drawn) return null;
        var waited = new int[tasks];
        for (var i = 0; i < tasks; i++) waited[i] = new PhiloxStream(drawn, Purpose.Queue, i, 0).NextInt(Places);
        return waited;
    }
}
