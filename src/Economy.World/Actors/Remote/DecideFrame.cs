using Economy.World.Demand;

namespace Economy.World.Actors.Remote;

/// <summary>What a cell may see while it decides: what is public, and the rows of its own participants.</summary>
public static class DecideFrame
{
    /// <summary>Writes the part of a snapshot that a cell needs.</summary>
    /// <returns>The frame, and the row in <see cref="Snapshot.OpenJobs"/> of the first job that it holds.</returns>
    public static (byte[] Frame, int FirstJob) Of(Snapshot snapshot, int tokens, CellRange range)
    {
        var (first, end) = (JobsBefore(snapshot, range.First), JobsBefore(snapshot, range.First + range.Count));
        var frame = Frame.Write(writer =>
        {
            snapshot.Save(writer, range);
            for (var t = 0; t < tokens; t++)
                writer.WriteColumn(snapshot.Holdings(new((short)t)).Slice(range.First, range.Count));
            if (snapshot.ComputeDue.Length > 0) writer.WriteColumn(snapshot.ComputeDue.AsSpan(range.First, range.Count));
            writer.Write7BitEncodedInt(end - first);
            for (var j = first; j < end; j++) snapshot.OpenJobs[j].Save(writer);
        });
        return (frame, first);
    }

    internal static void Read(byte[] frame, Snapshot snapshot, Replica replica, CellRange range)
    {
        using var reader = Frame.Read(frame);
        snapshot.Restore(reader);
        foreach (var column in replica.Holdings) reader.ReadColumn(column.AsSpan(range.First, range.Count));
        if (snapshot.ComputeDue.Length > 0) reader.ReadColumn(snapshot.ComputeDue.AsSpan(range.First, range.Count));
        var jobs = new JobRun[reader.Read7BitEncodedInt()];
        for (var j = 0; j < jobs.Length; j++) jobs[j] = JobRun.Read(reader);
        snapshot.OpenJobs = jobs;
    }

    /// <summary>Open jobs of participants with a lower number; jobs are in order of their owners.</summary>
    private static int JobsBefore(Snapshot snapshot, int participant)
    {
        var (low, high) = (0, snapshot.OpenJobs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (snapshot.OpenJobs[middle].Owner < participant) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
