using Economy.Attention;
using Economy.Attention.Learning;
using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Tick;

namespace Economy.World.Allocate;

/// <summary>3 Allocate: tasks × pools → shares and prices; jobs that were placed run, the others age.</summary>
/// <param name="world">What stays fixed.</param>
/// <param name="allocator">The policy.</param>
/// <param name="threads">Threads that pose the problem; the result does not depend on it.</param>
/// <param name="log">Where every served part is noted down; null where nobody asks.</param>
/// <param name="learning">The engine of learning; null is the default one.</param>
internal sealed class AllocateStep(WorldModel world, IAllocator allocator, int threads, AllocationLog? log, ILearningBackend? learning) : IStep, IResumable
{
    /// <summary>What is put before the allocator, and what comes of it.</summary>
    public Allocation Allocation { get; } = new(world, allocator, threads, log, learning);

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Allocation = Allocation;
        Allocation.Run(tick);
        tick.Jobs.End(tick.Tick, tick.Rules, tick.Outcomes);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => Allocation.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => Allocation.Restore(state);
}
