using Economy.Core.State;

namespace Economy.World.Tick.Perform;

/// <summary>4 Perform: subsystems count who came, and participants live with what they were served.</summary>
internal sealed class PerformStep(WorldModel world) : IStep, IResumable
{
    private readonly Attendance attendance = new(world);

    /// <summary>Who came, in the tick that was run last.</summary>
    public Attendance Attendance => attendance;

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Attendance = attendance;
        attendance.Take(tick);
        tick.Results = tick.Stage.Perform(tick.View, tick.Outcomes);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => attendance.Receptions.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => attendance.Receptions.Restore(state);
}
