namespace Economy.World.Tick.Allocate;

/// <summary>A task of a tick, as it was put before the allocator.</summary>
/// <param name="Task">Number of the task in its tick, from 0.</param>
/// <param name="Owner">Participant.</param>
/// <param name="Source">Subsystem of a session, class of a job, or the issue of a unit of an asset; as in service.csv.</param>
/// <param name="Bid">Effective bid for full service, minor units.</param>
/// <param name="Reserve">Part of the bid that the seller keeps in any case, minor units.</param>
/// <param name="Job">Number of the job in the run; null where it is none.</param>
/// <param name="WaitTicks">Ticks it has waited.</param>
public sealed record AllocatedTask(int Task, int Owner, string Source, long Bid, long Reserve, long? Job, int WaitTicks);
