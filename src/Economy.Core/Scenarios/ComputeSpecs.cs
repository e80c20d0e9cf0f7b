using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>One pool of compute and who earns from it.</summary>
public sealed record PoolSpec
{
    [Key("Name of the pool.")]
    public required string Name { get; init; }

    [Key("Hardware model, which jobs may ask for by name. Default: the pool's name.")]
    public string? Model { get; init; }

    [Key("Region the pool stands in. Default: the first region.")]
    public string? Region { get; init; }

    [Key("Subsystems whose sessions it serves; it then takes no jobs. Default: those of all, and jobs.")]
    public IReadOnlyList<string>? Serves { get; init; }

    [Key("What the pool offers.")]
    public required ResourceVector Capacity { get; init; }

    [Key("Posted price, charged by policies that find no prices themselves. The others, attention and eisenberg-gale, pass it by unless the pool has pricing.")]
    public PriceVector Price { get; init; } = new();

    [Key("How its owner sets the price that it asks, beginning with the posted one. What is asked is a reserve price under every policy: no task is served that bids less, and none pays less. Default: nothing is reserved.")]
    public PoolPricingSpec? Pricing { get; init; }

    [Key("Participant type that receives the pool's revenue, in equal parts. Default: the provider keeps it.")]
    public string? Owner { get; init; }
}

/// <summary>Prices of the five compute resources.</summary>
public sealed record PriceVector
{
    [Key("Price of a core.", Unit = "minor units per core-hour", Min = 0, Max = 1e12, Changes = true)]
    public double Cpu { get; init; }

    [Key("Price of an accelerator.", Unit = "minor units per GPU-hour", Min = 0, Max = 1e12, Changes = true)]
    public double Gpu { get; init; }

    [Key("Price of memory.", Unit = "minor units per GiB-hour", Min = 0, Max = 1e12, Changes = true)]
    public double Memory { get; init; }

    [Key("Price of bandwidth.", Unit = "minor units per Mbit/s-hour", Min = 0, Max = 1e12, Changes = true)]
    public double Bandwidth { get; init; }

    [Key("Price of storage.", Unit = "minor units per GiB-hour", Min = 0, Max = 1e12, Changes = true)]
    public double Storage { get; init; }

    /// <summary>The price of one resource.</summary>
    public double this[Resource resource] => resource switch
    {
        Resource.Cpu => Cpu,
        Resource.Gpu => Gpu,
        Resource.Memory => Memory,
        Resource.Bandwidth => Bandwidth,
        Resource.Storage => Storage,
        _ => throw new ArgumentOutOfRangeException(nameof(resource)),
    };
}

/// <summary>Where compute jobs come from.</summary>
public sealed record DemandSpec
{
    [Key("none; synthetic (distributions fitted to the openb trace, no file needed); or openb (replays the trace itself). Jobs need a participant type with a jobWeight.")]
    public DemandSource Source { get; init; } = DemandSource.None;

    [Key("Folder with openb_pod_list_gpuspec33.csv and openb_node_list_all_node.csv, relative to the scenario file. The option --data comes first.", IsPath = true)]
    public string? Data { get; init; }

    [Key("Second of the trace at which the replay begins.", Unit = "seconds", Min = 0, Max = 1e12)]
    public double WindowStart { get; init; } = 9_964_972;

    [Key("Factor on the cluster's capacity: openb replays its nodes as pools, one per GPU model and one without GPU, after the scenario's own pools.", Min = 1e-9, Max = 1e6)]
    public double CapacityScale { get; init; } = 1;

    [Key("Posted price of the pools that come from the trace.")]
    public PriceVector PoolPrice { get; init; } = new();

    [Key("Participant type that receives the revenue of the pools that come from the trace.")]
    public string? PoolOwner { get; init; }

    [Key("Mean arrivals of the synthetic source.", Unit = "jobs per hour", Min = 0, Max = 1e7)]
    public double ArrivalsPerHour { get; init; } = 9.947;

    [Key("Value of a GPU-second to the owner of a job of the best class; a job without GPU values a core-second at a sixteenth of it.",
        Unit = "minor units per GPU-second", Min = 0, Max = 1e9, Changes = true)]
    public double ValuePerGpuSecond { get; init; } = 0.05;

    [Key("Bid class of latency-sensitive jobs: factor on the value.", Min = 0, Max = 1000, Changes = true)]
    public double BidLatencySensitive { get; init; } = 1.0;

    [Key("Bid class of guaranteed jobs.", Min = 0, Max = 1000, Changes = true)]
    public double BidGuaranteed { get; init; } = 1.0;

    [Key("Bid class of burstable jobs.", Min = 0, Max = 1000, Changes = true)]
    public double BidBurstable { get; init; } = 0.6;

    [Key("Bid class of best-effort jobs.", Min = 0, Max = 1000, Changes = true)]
    public double BidBestEffort { get; init; } = 0.3;

    [Key("Ticks an unserved job waits before it is given up.", Unit = "ticks", Min = 0, Max = 1_000_000, Changes = true)]
    public int Patience { get; init; } = 24;

    [Key("Share of malformed trace rows above which the run does not start.", Min = 0, Max = 1)]
    public double MalformedShare { get; init; } = 0.01;
}

/// <summary>Sources of compute jobs.</summary>
public enum DemandSource
{
    /// <summary>No jobs.</summary>
    None,

    /// <summary>Drawn from distributions fitted to the openb trace.</summary>
    Synthetic,

    /// <summary>Replayed from the openb trace (Weng et al., USENIX ATC 2023).</summary>
    Openb,
}

/// <summary>How compute is shared out.</summary>
public sealed record AllocationSpec
{
    [Key("Allocation policy", WordsOf = "policies")]
    public string Policy { get; init; } = "attention";

    [Key("What a task is taken to be worth at a pool: its bid, at every pool alike; or its bid times the true quality of service, which only an oracle knows (needs quality). Default: the bid, or what the model expects where there is one.")]
    public ScoreSource? Scores { get; init; }

    [Key("Model that says how well pools serve tasks, as economy train writes it (safetensors); relative to the scenario file. Scores are the bid times the quality that it expects. Needs quality.", IsPath = true)]
    public string? Model { get; init; }

    [Key("SHA-256 of the model file, hexadecimal: a run whose file has another does not start. Every run writes it into its own scenario, so that the digest covers the model.")]
    public string? ModelHash { get; init; }

    [Key("Learns, tick by tick, how well pools serve tasks from what came of its allocations; from scratch, or from the model on. Needs quality. Default: nothing is learnt.")]
    public LearningSpec? Learning { get; init; }

    [Key("How far the tasks of a region see when the model scores pools. Needs regions, and model or learning. Default: all pools, as they are now.")]
    public ScopeSpec? Scope { get; init; }

    [Key("What becomes of a job once served: committed (keeps pool, quantity and price until done, as long as its owner pays) or preemptive (bids again each tick).")]
    public JobMode Jobs { get; init; } = JobMode.Committed;

    [Key("Work a preempted job loses when it starts again.", Unit = "seconds", Min = 0, Max = 1e9)]
    public double RestartCost { get; init; }

    [Key("Temperature τ of attention, relative to each task's value, or of softmax, relative to the mean bid. Default: 0.03 for attention, 1 for softmax.", Min = 1e-4, Max = 10)]
    public double? Temperature { get; init; }
}

/// <summary>Lifetimes of served jobs.</summary>
public enum JobMode
{
    /// <summary>A served job keeps its pool and quantity until done.</summary>
    Committed,

    /// <summary>All jobs bid again each tick.</summary>
    Preemptive,
}
