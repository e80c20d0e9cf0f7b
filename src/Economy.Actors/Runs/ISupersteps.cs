using Economy.World.Institutions;
using Economy.World.Stage;

namespace Economy.Actors.Runs;

/// <summary>The actors of a run, as the run's own thread sees them: it asks, and waits for all answers.</summary>
internal interface ISupersteps : IDisposable
{
    /// <summary>What has gone over the wire.</summary>
    Traffic Traffic { get; }

    /// <summary>Has cells take a step.</summary>
    /// <returns>Their answers, by index. All have answered.</returns>
    /// <exception cref="ActorFailedException">One threw.</exception>
    object[] Take(Superstep superstep);

    /// <summary>Has institutions answer.</summary>
    /// <exception cref="ActorFailedException">One threw.</exception>
    object[] Ask(int tick, IReadOnlyList<IInstitution> asked, IReadOnlyList<object> messages);
}
