using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>The participants and how their number changes.</summary>
public sealed record PopulationSpec
{
    [Key("Participant types; each is a sector of the flow matrix. At most 64.", NotEmpty = true)]
    public required IReadOnlyList<ParticipantTypeSpec> Types { get; init; }

    [Key("Seed of who takes part: traits, regions and endowments. Default: seed. Given, several seeds are several courses of events for the same participants.", Min = 0)]
    public ulong? Seed { get; init; }

    [Key("Expected number of participants of entryType who enter per tick (Poisson), as long as there are accounts for them; types may have an entry of their own.",
        Unit = "participants per tick", Min = 0, Max = 1_000_000, Changes = true)]
    public double EntryRate { get; init; }

    [Key("Participants who enter in every tick beside those that entryRate brings, as long as there are accounts for them. Default: none.",
        Unit = "participants per tick", Min = 0, Max = 10_000_000, Changes = true)]
    public int? Entrants { get; init; }

    [Key("Accounts that are set aside from the start for participants who enter. They are as many as may enter over the whole run where estate is idle; else accounts of those who left are used again.",
        Unit = "participants", Min = 0, Max = 10_000_000)]
    public int EntryRoom { get; init; }

    [Key("Type of those who enter. Default: the first type.")]
    public string? EntryType { get; init; }

    [Key("Probability that a participant leaves for good in a tick.", Unit = "per tick", Min = 0, Max = 1, Changes = true)]
    public double ChurnRate { get; init; }

    [Key("What becomes of what participants hold when they leave. Default: idle.")]
    public EstateSpec? Estate { get; init; }
}

/// <summary>One type of participant.</summary>
public sealed record ParticipantTypeSpec
{
    [Key("Name of the type, used as sector name. Not mint, treasury, subsystems or providers.")]
    public required string Name { get; init; }

    [Key("How many there are at the start. At most 10,000,000 participants in all, with those who may enter.", Unit = "participants",
        Min = 0, Max = 10_000_000)]
    public required int Count { get; init; }

    [Key("Entry of participants of the type, beside population.entryRate. Default: none.")]
    public EntrySpec? Entry { get; init; }

    [Key("When participants of the type leave. Default: with probability population.churnRate.")]
    public ExitSpec? Exit { get; init; }

    [Key("Where participants of the type live: shares by region name, drawn participant by participant. Default: all regions alike.",
        Min = 0, Max = 1e6)]
    public IReadOnlyDictionary<string, double>? Regions { get; init; }

    [Key("Initial money.")]
    public WealthSpec Wealth { get; init; } = new();

    [Key("Initial units of assets, by asset name. At most 1e18 of one asset over all participants.", Unit = "units", Min = 0, Max = 1e12)]
    public IReadOnlyDictionary<string, long> Holdings { get; init; } = new Dictionary<string, long>();

    [Key("Attention a participant can spend in a tick. At most tickSeconds.", Unit = "seconds per tick", Min = 0, Max = 31_536_000)]
    public double Attention { get; init; } = 1800;

    [Key("Spread of the attention budget between participants of the type: standard deviation of its logarithm.", Min = 0, Max = 3)]
    public double AttentionDispersion { get; init; }

    [Key("Unit cost of information θ: the higher, the less attention follows utility (rational inattention, Matějka and McKay 2015).",
        Unit = "utils per hour", Min = 0.001, Max = 1000, Changes = true)]
    public double InformationCost { get; init; } = 0.5;

    [Key("What participants of the type expect before they look, and what finding out and changing activities costs them. Default: a flat prior, at no cost.")]
    public InformationSpec? Information { get; init; }

    [Key("Value of an hour of fully served activity, by subsystem name; subsystems not named are not visited.", Unit = "utils per hour",
        Min = 0, Max = 1e6)]
    public IReadOnlyDictionary<string, double> Preferences { get; init; } = new Dictionary<string, double>();

    [Key("Spread of preferences and of asset values between participants: standard deviation of their logarithm.", Min = 0, Max = 3)]
    public double PreferenceDispersion { get; init; }

    [Key("Weight of one's own experience of a subsystem against the public average of the last tick.", Min = 0, Max = 1, Changes = true)]
    public double LocalInformation { get; init; } = 0.5;

    [Key("How moods, which follow from what was experienced in a place, enter the value of an hour there. Default: they do not.")]
    public MoodSpec? Mood { get; init; }

    [Key("Assistant that spends compute instead of attention. Default: none.")]
    public AssistantSpec? Assistant { get; init; }

    [Key("Probability that a subsystem is in view in a tick: found by searching, beside what recommenders show and friends tell.", Min = 0, Max = 1, Changes = true)]
    public double Awareness { get; init; } = 1;

    [Key("Others, drawn anew in each tick from all that are there, of whose visits in the tick before a participant hears: where one of them was is in its view. Default: none.",
        Unit = "participants", Min = 0, Max = 10_000)]
    public int? Friends { get; init; }

    [Key("Weight κ of money in utility, κ·ln(1 + money/reference): it sets the marginal utility of money and so what is bid and saved.",
        Unit = "utils", Min = 0, Max = 1e9, Changes = true)]
    public double MoneyUtility { get; init; } = 20;

    [Key("Money at which the utility of money bends.", Unit = "minor units", Min = 1, Max = 1e15, Changes = true)]
    public double MoneyReference { get; init; } = 10_000;

    [Key("Part of the way that expectations of prices go to the prices seen, in a tick (adaptive expectations, Nerlove 1958); at 1 they are the last prices. With it the value of an hour includes the expected revenue of what it makes less the cost of what it uses, inputs are bid for at the value of their marginal product, and what is made is not sold below what it is expected to fetch later. Default: none of these; what an hour makes and uses does not count in the choice.",
        Min = 0.001, Max = 1)]
    public double? ExpectationSpeed { get; init; }

    [Key("Weight δ of the next tick against this one: in the value of what an asset yields while it is held, and in that of units that wait to be sold. Default: 0.99.",
        Min = 0, Max = 0.999999, Changes = true)]
    public double? DiscountFactor { get; init; }

    [Key("Shortest session worth starting; less attention than that in a subsystem is lost to rest.", Unit = "seconds", Min = 0,
        Max = 31_536_000, Changes = true)]
    public double MinimumSession { get; init; } = 300;

    [Key("How the participant sets the limits of its orders. Needs a market, and a preference for a marketplace where there is one.")]
    public BehaviourSpec Trading { get; init; } = new NoTrading();

    [Key("What participants of the type see of subsystems and markets when they decide. Default: public.")]
    public ViewSpec? View { get; init; }

    [Key("Orders a participant places per hour of attention in a marketplace, or per tick where the scenario has no marketplace; at most one per market and tick.", Unit = "orders per hour", Min = 0, Max = 1000, Changes = true)]
    public double OrderRate { get; init; } = 1;

    [Key("Weight with which compute jobs of the demand source fall to participants of the type.", Min = 0, Max = 1e6, Changes = true)]
    public double JobWeight { get; init; }

    [Key("Charge per participant and tick, as far as there is money for it.", Unit = "minor units per tick", Min = 0, Max = 1e15,
        Changes = true)]
    public long Upkeep { get; init; }
}

/// <summary>How participants of a type order in markets. What it does is its kind's.</summary>
[Family("a behaviour", Default = "none", AsWord = true)]
public abstract record BehaviourSpec
{
    [Key("How orders are made; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>No orders.</summary>
[Kind("none", "places no orders")]
public sealed record NoTrading : BehaviourSpec;

/// <summary>Distribution of initial money within a type.</summary>
public sealed record WealthSpec
{
    [Key("Shape of the distribution.")]
    public WealthDistribution Distribution { get; init; } = WealthDistribution.Equal;

    [Key("Mean of the distribution. At most 1e18 over all participants.", Unit = "minor units", Min = 0, Max = 1e15)]
    public double Mean { get; init; }

    [Key("Tail exponent α of pareto (> 1), or standard deviation of the logarithm of lognormal.", Min = 0.01, Max = 100)]
    public double Shape { get; init; } = 1.5;

    [Key("Whether what was drawn for those who are there at the start is scaled, so that it adds up to mean × count to the minor unit. What entrants bring is drawn. Default: false.")]
    public bool? Scaled { get; init; }
}

/// <summary>Shapes of initial wealth.</summary>
public enum WealthDistribution
{
    /// <summary>Everyone holds the mean.</summary>
    Equal,

    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>Lognormal with standard deviation of the logarithm <c>shape</c>.</summary>
    Lognormal,

    /// <summary>Pareto with tail exponent <c>shape</c>.</summary>
    Pareto,
}
