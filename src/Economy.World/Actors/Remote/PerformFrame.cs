using Economy.Core.State;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Actors.Remote;

/// <summary>What allocation decided for the tasks and participants of one cell.</summary>
public static class PerformFrame
{
    /// <summary>Writes the part of the outcomes that a cell needs.</summary>
    /// <param name="outcomes">What allocation decided.</param>
    /// <param name="firstTask">Row of the cell's first task.</param>
    /// <param name="tasks">How many tasks are the cell's.</param>
    /// <param name="range">The cell's participants.</param>
    public static byte[] Of(Outcomes outcomes, int firstTask, int tasks, CellRange range) => Frame.Write(writer =>
    {
        writer.WriteColumn<SubsystemState>(outcomes.Subsystems);
        writer.Write7BitEncodedInt(tasks);
        foreach (var ppm in outcomes.ServedPpm.AsSpan(firstTask, tasks)) writer.Write7BitEncodedInt(ppm);
        writer.Write(outcomes.EnjoyedPpm != outcomes.ServedPpm);
        if (outcomes.EnjoyedPpm != outcomes.ServedPpm)
            foreach (var ppm in outcomes.EnjoyedPpm.AsSpan(firstTask, tasks)) writer.Write7BitEncodedInt(ppm);
        writer.WriteColumn<Delivery>([.. outcomes.Delivered.Where(d => range.Holds(d.Participant))]);
        if (outcomes.JobValue.Length > 0) writer.WriteColumn(outcomes.JobValue.AsSpan(range.First, range.Count));
    });

    internal static void Read(byte[] frame, Outcomes outcomes, CellRange range)
    {
        using var reader = Frame.Read(frame);
        reader.ReadColumn<SubsystemState>(outcomes.Subsystems);
        var tasks = reader.Read7BitEncodedInt();
        if (outcomes.ServedPpm.Length < tasks) outcomes.ServedPpm = new int[tasks];
        for (var t = 0; t < tasks; t++) outcomes.ServedPpm[t] = reader.Read7BitEncodedInt();
        outcomes.EnjoyedPpm = reader.ReadBoolean() ? new int[tasks] : outcomes.ServedPpm;
        if (outcomes.EnjoyedPpm != outcomes.ServedPpm)
            for (var t = 0; t < tasks; t++) outcomes.EnjoyedPpm[t] = reader.Read7BitEncodedInt();
        outcomes.Delivered.Clear();
        outcomes.Delivered.AddRange(reader.ReadColumn<Delivery>());
        if (outcomes.JobValue.Length > 0) reader.ReadColumn(outcomes.JobValue.AsSpan(range.First, range.Count));
    }
}
