using Economy.Attention;
using Economy.Core.Scenarios;

namespace Economy.World.Tick.Allocate;

/// <summary>The allocator that a scenario asks for.</summary>
public static class Policies
{
    /// <summary>Makes it.</summary>
    /// <param name="spec">The scenario's section.</param>
    /// <param name="threads">Threads it may use; results do not depend on it.</param>
    /// <param name="backend">Another engine for attention passes; null is the default one.</param>
    public static IAllocator Of(AllocationSpec spec, int threads = 1, IScoreBackend? backend = null)
    {
        var options = new AllocationOptions { Threads = threads, Backend = backend };
        if (spec.Temperature is { } temperature) options = options with { Temperature = temperature, SoftmaxTemperature = temperature };
        return Allocators.Create(spec.Policy, options);
    }
}
