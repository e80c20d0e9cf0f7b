using Economy.Attention;
using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.World.Tick.Allocate;

/// <summary>Allocate → allocator: share this out.</summary>
/// <param name="Problem">What is asked for and offered; not changed until it has answered.</param>
/// <param name="Takes">Takes the shares home.</param>
internal sealed record SharingOut(AllocationProblem Problem, IShareConsumer Takes);

/// <summary>The allocator of a run. It answers with an <see cref="AllocationReport"/>.</summary>
internal sealed class Allocator(IAllocator policy) : IInstitution
{
    /// <inheritdoc />
    public string Path => "allocator";

    /// <inheritdoc />
    public object Answer(object message) => message is SharingOut asked
        ? policy.Allocate(asked.Problem, asked.Takes)
        : throw new ArgumentException($"The allocator does not understand {message.GetType().Name}.", nameof(message));
}
