namespace Economy.World.Demand;

/// <summary>A compute job that asks for resources from its arrival until its work is done.</summary>
public sealed record Job
{
    /// <summary>Seconds from the start of the run, ≥ 0.</summary>
    public required long ArrivalSecond { get; init; }

    /// <summary>Seconds of work with the whole demand served, ≥ 1.</summary>
    public required long DurationSeconds { get; init; }

    /// <summary>Milli-cores.</summary>
    public required long CpuMilli { get; init; }

    /// <summary>Thousandths of a GPU, over all GPUs asked for.</summary>
    public required long GpuMilli { get; init; }

    /// <summary>MiB.</summary>
    public required long MemoryMib { get; init; }

    /// <summary>Thousandths of a Mbit/s.</summary>
    public long BandwidthMilli { get; init; }

    /// <summary>Thousandths of a GiB.</summary>
    public long StorageMilli { get; init; }

    public required QosClass Qos { get; init; }

    /// <summary>GPU models that will do, sorted; empty: any pool.</summary>
    public IReadOnlyList<string> GpuModels { get; init; } = [];

    /// <summary>Placed whole or not at all.</summary>
    public bool Indivisible { get; init; } = true;

    /// <summary>What it holds while it runs, by resource, thousandths of the unit.</summary>
    /// <exception cref="OverflowException">An amount is larger than an <see cref="int"/> holds.</exception>
    public int[] DemandMilli() =>
        [checked((int)CpuMilli), checked((int)GpuMilli), checked((int)((MemoryMib * 1000 + 1023) / 1024)), checked((int)BandwidthMilli),
            checked((int)StorageMilli)];

    /// <summary>Whether a pool of this GPU model may serve the job.</summary>
    public bool Accepts(string gpuModel) => GpuModels.Count == 0 || GpuModels.Contains(gpuModel);
}
