namespace Economy.World.Demand;

/// <summary>Replays recorded jobs at their recorded times.</summary>
public sealed class TraceDemand : IDemandSource
{
    private readonly Job[] _jobs;
    private readonly int _tickSeconds;

    /// <param name="jobs">Copied, and ordered by arrival; jobs of one second keep their order.</param>
    /// <param name="tickSeconds">Length of a tick, ≥ 1.</param>
    public TraceDemand(IEnumerable<Job> jobs, int tickSeconds)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tickSeconds);
        _jobs = [.. jobs.OrderBy(job => job.ArrivalSecond)];
        _tickSeconds = tickSeconds;
    }

    /// <inheritdoc />
    public void Arrivals(int tick, List<Job> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tick);
        ArgumentNullException.ThrowIfNull(into);
        var end = ((long)tick + 1) * _tickSeconds;
        for (var i = FirstAtOrAfter((long)tick * _tickSeconds); i < _jobs.Length && _jobs[i].ArrivalSecond < end; i++)
            into.Add(_jobs[i]);
    }

    private int FirstAtOrAfter(long second)
    {
        int low = 0, high = _jobs.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_jobs[middle].ArrivalSecond < second) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
