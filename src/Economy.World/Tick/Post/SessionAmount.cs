using Economy.World.Actors;

namespace Economy.World.Tick.Post;

/// <summary>An amount of a session, minor units.</summary>
/// <param name="session">The session.</param>
/// <param name="row">Its row among the tick's tasks.</param>
internal delegate long SessionAmount(in TaskProposal session, int row);
