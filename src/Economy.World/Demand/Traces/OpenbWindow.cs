namespace Economy.World.Demand.Traces;

/// <summary>The part of an openb trace that is replayed, in seconds of the trace: from Start until End, the last event on record.</summary>
public readonly record struct OpenbWindow(long Start, long End)
{
    public long Seconds => End - Start;

    public bool Holds(OpenbPod pod) => pod.Created >= Start;

    public static OpenbWindow Of(IEnumerable<OpenbPod> pods, long start) =>
        new(start, pods.Select(pod => pod.Deleted ?? pod.Scheduled ?? pod.Created).DefaultIfEmpty().Max());

    /// <summary>
    /// Pods as jobs, by arrival. A pod from before the window arrives at second 0 with what is left of it; a pod that never ran,
    /// of which no run time is known, works as long as it stood in the queue; a pod without deletion lasts to the window's end;
    /// pods that are gone before the window, or of no duration, are left out.
    /// </summary>
    public IReadOnlyList<Job> Jobs(IReadOnlyList<OpenbPod> pods, out IReadOnlyList<string> remarks)
    {
        int survivors = 0, neverRan = 0, open = 0, gone = 0, empty = 0;
        var jobs = new List<Job>(pods.Count);
        foreach (var pod in pods.OrderBy(pod => pod.Created))
        {
            var from = Math.Max(pod.Scheduled ?? pod.Created, Start);
            var duration = (pod.Deleted ?? End) - from;
            if (!Holds(pod) && duration <= 0) { gone++; continue; }
            if (duration <= 0) { empty++; continue; }
            if (!Holds(pod)) survivors++;
            if (pod.Scheduled is null) neverRan++;
            if (pod.Deleted is null) open++;
            jobs.Add(new Job
            {
                ArrivalSecond = Math.Max(pod.Created - Start, 0),
                DurationSeconds = duration,
                CpuMilli = pod.CpuMilli,
                GpuMilli = pod.GpuMilli,
                MemoryMib = pod.MemoryMib,
                Qos = pod.Qos,
                GpuModels = pod.GpuModels,
            });
        }
        remarks = [.. new (int Count, string Text)[]
        {
            (survivors, "from before the window, alive in it; they arrive at second 0 with what is left of their run"),
            (neverRan, "never scheduled; their time in the queue stands for their unknown run time"),
            (open, "without deletion time; they last to the end of the window"),
            (gone, "gone before the window; left out"),
            (empty, "without duration; left out"),
        }.Where(remark => remark.Count > 0).Select(remark => $"pods {remark.Text}: {remark.Count}")];
        return jobs;
    }
}
