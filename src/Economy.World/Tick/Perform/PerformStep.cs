using Economy.Core.State;
using Economy.World.Learn;

namespace Economy.World.Tick.Perform;

/// <summary>
/// 4 Perform: subsystems count who came, and participants live with what they were served; models of single subsystems learn what these
/// call good.
/// </summary>
/// <param name="world">What stays fixed.</param>
/// <param name="own">The models of single subsystems; null where there are none.</param>
internal sealed class PerformStep(WorldModel world, OwnBeliefs? own) : IStep, IResumable
{
    private readonly Attendance attendance = new(world);

    /// <summary>Who came, in the tick that was run last.</summary>
    public Attendance Attendance => attendance;

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Attendance = attendance;
        attendance.Take(tick);
        if (tick.Allocation.Feedback.Realised is { } realised) own?.Learn(tick.Tick, realised, tick.Allocation.Tasks, Received);
        tick.Results = tick.Stage.Perform(tick.View, tick.Outcomes);
    }

    private Reception? Received(int subsystem) => attendance.Meetings[subsystem] is not { } meeting ? null
        : new(meeting, attendance.Receptions.Of(subsystem)!, attendance.Receptions.TasksOf(subsystem));

    /// <inheritdoc />
    public void Save(BinaryWriter state) => attendance.Receptions.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => attendance.Receptions.Restore(state);
}
