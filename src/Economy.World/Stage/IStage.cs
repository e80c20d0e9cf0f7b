using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Institutions;

namespace Economy.World.Stage;

/// <summary>
/// Where a run is played: it hosts the participants, cut into cells of consecutive numbers, and the institutions, each as an
/// actor. A step of a tick is a superstep, in which all who are asked see the same frozen input; what they answer lies by
/// index. So results never depend on the cut, on threads, or on which machine hosts what. Called by the run's own thread.
/// </summary>
public interface IStage : IResumable, IDisposable
{
    /// <inheritdoc />
    string IResumable.Kind => nameof(IStage);

    /// <summary>Decide: what every cell proposes, cells in order of their participants. Valid until the next call.</summary>
    IReadOnlyList<Proposals> Decide(Snapshot snapshot);

    /// <summary>Perform: what the outcome of allocation brought each cell, in the same order. Valid until the next call.</summary>
    IReadOnlyList<Results> Perform(Snapshot snapshot, Outcomes outcomes);

    /// <summary>Has each institution answer its message, each in its own actor, all at the same time.</summary>
    /// <param name="tick">The tick, by which a failure is named.</param>
    /// <param name="asked">The institutions. One asked twice answers in this order.</param>
    /// <param name="messages">A message for each.</param>
    /// <returns>Their answers, in the order of <paramref name="asked"/>.</returns>
    /// <exception cref="ArgumentException">Another number of messages, or two institutions of one path.</exception>
    object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages);

    /// <summary>The private state of every participant, in order.</summary>
    IEnumerable<ParticipantState> Inspect();
}
