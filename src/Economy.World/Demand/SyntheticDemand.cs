using Economy.World.Demand.Synthetic;
using Economy.World.Randomness;

namespace Economy.World.Demand;

/// <summary>
/// Jobs drawn from distributions fitted to the openb trace: bursty arrivals, joint requests, heavy-tailed run times that go with the
/// request. A job follows from the seed, the minute it arrives in and its number within that minute, nothing else:
/// neither the tick length, nor earlier ticks, nor what became of other jobs.
/// </summary>
public sealed class SyntheticDemand : IDemandSource
{
    private readonly ulong _seed;
    private readonly SyntheticOptions _options;
    private readonly ArrivalProcess _arrivals;

    public SyntheticDemand(ulong seed, SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.TickSeconds);
        if (!(options.ArrivalsPerHour is >= 0 and <= 1e7 && options.SizeScale is > 0 and <= 1e6))
            throw new ArgumentOutOfRangeException(nameof(options), options,
                "Arrivals per hour lie in [0, 1e7], the size scale in (0, 1e6].");
        _seed = seed;
        _options = options;
        _arrivals = new ArrivalProcess(seed, options.ArrivalsPerHour);
    }

    /// <inheritdoc />
    public void Arrivals(int tick, List<Job> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tick);
        ArgumentNullException.ThrowIfNull(into);
        var start = (long)tick * _options.TickSeconds;
        var end = start + _options.TickSeconds;
        var seconds = new List<int>();
        for (var minute = start / 60; minute * 60 < end; minute++)
        {
            seconds.Clear();
            _arrivals.Minute(minute, seconds);
            for (var i = 0; i < seconds.Count; i++)
            {
                var second = minute * 60 + seconds[i];
                if (second >= start && second < end) into.Add(Draw(minute, i, second));
            }
        }
    }

    private Job Draw(long minute, int number, long second)
    {
        var sizes = new PhiloxStream(_seed, Purpose.Sizes, number, unchecked((int)minute)); // wraps after 8,000 years
        var durations = new PhiloxStream(_seed, Purpose.Durations, number, unchecked((int)minute));
        var jobClass = Pick(OpenbProfile.Classes, OpenbProfile.Weight, c => c.Weight, ref sizes);
        var shape = Pick(jobClass.Shapes, jobClass.ShapeWeight, s => s.Weight, ref sizes);
        return new Job
        {
            ArrivalSecond = second,
            DurationSeconds = jobClass.Seconds(durations.NextDouble()),
            CpuMilli = Scaled(shape.CpuMilli),
            GpuMilli = Scaled(shape.GpuMilli),
            MemoryMib = Scaled(shape.MemoryMib),
            Qos = shape.Qos,
            GpuModels = _options.GpuModels && shape.GpuMilli > 0
                ? Pick(OpenbProfile.ModelSets, OpenbProfile.ModelSetWeight, m => m.Weight, ref sizes).Models
                : [],
        };
    }

    private static T Pick<T>(T[] items, int totalWeight, Func<T, int> weightOf, ref PhiloxStream stream)
    {
        var point = stream.NextInt(totalWeight);
        var i = 0;
        while ((point -= weightOf(items[i])) >= 0) i++;
        return items[i];
    }

    private long Scaled(long amount) => amount == 0 ? 0 : Math.Max(1, (long)Math.Round(amount * _options.SizeScale));
}
