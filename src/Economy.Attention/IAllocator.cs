namespace Economy.Attention;

/// <summary>A policy. Keeps buffers, and prices to start from, between calls; one call at a time.</summary>
public interface IAllocator
{
    /// <summary>Name as in scenarios.</summary>
    string Name { get; }

    /// <summary>Allocates, hands the shares to the consumer in task order, and reports. Reads the problem only.</summary>
    AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer);

    /// <summary>Writes what the next call depends on beside its problem. A policy without memory writes nothing.</summary>
    void Save(BinaryWriter state)
    {
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; the policy then goes on as the saved one would.</summary>
    void Restore(BinaryReader state)
    {
    }
}
