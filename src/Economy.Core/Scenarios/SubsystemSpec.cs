using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A place where attention is spent: what an hour of it needs, costs, pays and makes. What it does is its kind's.</summary>
[Family("a subsystem")]
public abstract record SubsystemSpec
{
    [Key("Name of the subsystem.")]
    public required string Name { get; init; }

    [Key("What the subsystem is; a kind may bring further keys.")]
    public string Kind => KindRegistry.NameOf(this);

    /// <summary>Whether attention here places orders in markets.</summary>
    public virtual bool PlacesOrders => false;

    [Key("Compute held by one participant during a session. Some pool must offer each resource.")]
    public ResourceVector Needs { get; init; } = new();

    [Key("Faucet: money minted per hour of served activity.", Unit = "minor units per hour", Min = 0, Max = 1e12, Changes = true)]
    public double Reward { get; init; }

    [Key("Fee per hour of served activity.", Unit = "minor units per hour", Min = 0, Max = 1e12, Changes = true)]
    public double Fee { get; init; }

    [Key("Share of the fee that is burnt; the rest goes to the treasury.", Min = 0, Max = 1, Changes = true)]
    public double BurnShare { get; init; } = 1;

    [Key("Number of participants N̄ at which crowding takes all utility. Default: no crowding.", Unit = "participants", Min = 1, Max = 1e9,
        Changes = true)]
    public double? CrowdingCapacity { get; init; }

    [Key("Exponent β of crowding: utility × (1 − (n/N̄)^β)⁺.", Min = 0.1, Max = 20, Changes = true)]
    public double CrowdingExponent { get; init; } = 2;

    [Key("Network effect η: utility × (1 + η·n/N), n of N participants present. For social subsystems only.", Min = 0, Max = 100,
        Changes = true)]
    public double NetworkEffect { get; init; }

    [Key("Places: visitors that it lets in in a tick. Where more ask, those come who bid most for their session, the lower number first where bids are equal; the others pay nothing, are served nothing, and lose the time that they set aside. Orders are sent whether or not their sender is let in. Default: no limit.",
        Unit = "participants per tick", Min = 0, Max = 1e9, Changes = true)]
    public long? Places { get; init; }

    [Key("Assets made per hour of served activity, by asset name; fractions are drawn.", Unit = "units per hour", Min = 0, Max = 1e6)]
    public IReadOnlyDictionary<string, double> Makes { get; init; } = new Dictionary<string, double>();

    [Key("Assets used up per hour of served activity, by asset name; without them nothing is made.", Unit = "units per hour", Min = 0,
        Max = 1e6)]
    public IReadOnlyDictionary<string, double> Uses { get; init; } = new Dictionary<string, double>();

    [Key("Part of the way that its reputation, 1 at first, goes in a tick to the service that its visitors had. Participants then go by its reputation where they else go by the service of the last tick. Default: it has none.",
        Min = 0, Max = 0.99, Changes = true)]
    public double? ReputationSpeed { get; init; }

    [Key("Money of its own. Default: none; all fees go to the mint and the treasury, and visitors pay for their compute.")]
    public AccountSpec? Account { get; init; }
}

/// <summary>Amounts of the five compute resources, in their natural units.</summary>
public sealed record ResourceVector
{
    [Key("Processor.", Unit = "cores", Min = 0, Max = 1e9, Changes = true)]
    public double Cpu { get; init; }

    [Key("Accelerator.", Unit = "GPUs", Min = 0, Max = 1e9, Changes = true)]
    public double Gpu { get; init; }

    [Key("Memory.", Unit = "GiB", Min = 0, Max = 1e9, Changes = true)]
    public double Memory { get; init; }

    [Key("Network bandwidth.", Unit = "Mbit/s", Min = 0, Max = 1e9, Changes = true)]
    public double Bandwidth { get; init; }

    [Key("Storage.", Unit = "GiB", Min = 0, Max = 1e9, Changes = true)]
    public double Storage { get; init; }

    /// <summary>The amount of one resource.</summary>
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

/// <summary>The compute resources, in the order of every table.</summary>
public enum Resource
{
    /// <summary>Processor cores.</summary>
    Cpu,

    /// <summary>Accelerators.</summary>
    Gpu,

    /// <summary>Memory, GiB.</summary>
    Memory,

    /// <summary>Network bandwidth, Mbit/s.</summary>
    Bandwidth,

    /// <summary>Storage, GiB.</summary>
    Storage,
}
