using Economy.World.Stage;
namespace Economy.World.Institutions;

/// <summary>
/// An institution of the world: a subsystem, a market, the treasury, the allocator, settlement. It has state of its own and
/// answers one message at a time; it knows nothing of actors, threads or clocks, and is hosted by whoever stages the run.
/// </summary>
public interface IInstitution
{
    /// <summary>Where it stands among the actors of a run: <c>market/ore</c>, <c>subsystem/arena</c>, <c>treasury</c>.</summary>
    string Path { get; }

    /// <summary>Answers a message of the step at hand. Messages and answers are data; neither side changes them afterwards.</summary>
    /// <exception cref="ArgumentException">It does not understand the message.</exception>
    object Answer(object message);
}
