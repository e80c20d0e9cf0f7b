using Economy.Attention;
using Economy.World.Allocate;

namespace Economy.Experiments.Explain;

/// <summary>A policy that keeps what was put before it, and what it gave, in one tick.</summary>
internal sealed class TickCapture(IAllocator policy, int tick) : IAllocator, IShareConsumer
{
    private IShareConsumer? consumer;
    private int calls;

    /// <inheritdoc />
    public string Name => policy.Name;

    /// <summary>Lists the tick's tasks while they are before the policy.</summary>
    public Func<IReadOnlyList<AllocatedTask>>? Describe { get; set; }

    /// <summary>The problem; null before the tick.</summary>
    public AllocationProblem? Problem { get; private set; }

    public AllocationReport? Report { get; private set; }

    public ShareTable Shares { get; } = new();

    public IReadOnlyList<AllocatedTask> Tasks { get; private set; } = [];

    /// <summary>What the policy remembered when the tick began.</summary>
    public byte[] Memory { get; private set; } = [];

    /// <inheritdoc />
    public AllocationReport Allocate(AllocationProblem problem, IShareConsumer consumer)
    {
        if (++calls != tick) return policy.Allocate(problem, consumer);
        using var memory = new MemoryStream();
        policy.Save(new BinaryWriter(memory));
        Memory = memory.ToArray();
        Tasks = Describe!();
        Shares.Reset(problem.Tasks);
        this.consumer = consumer;
        (Problem, Report) = (problem, policy.Allocate(problem, this));
        return Report;
    }

    /// <inheritdoc />
    public void Accept(ReadOnlySpan<Share> shares)
    {
        Shares.Accept(shares);
        consumer!.Accept(shares);
    }
}
