using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>How an allocator learns from the outcomes of its allocations.</summary>
public sealed record LearningSpec
{
    [Key("Ticks between two updates of the model.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Epoch { get; init; } = 4;

    [Key("Last tick whose outcomes are learnt from; later ones are held out: the model stays as it is, and nothing is explored. Default: all.", Unit = "ticks", Min = 0, Max = 1_000_000)]
    public int? Until { get; init; }

    [Key("Outcomes taken up per tick, drawn at random where there are more.", Unit = "outcomes", Min = 1, Max = 1_000_000)]
    public int Sample { get; init; } = 512;

    [Key("Ticks whose outcomes an update goes through.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Memory { get; init; } = 24;

    [Key("Most passes through them in an update; fewer where the loss on the held-out part no longer falls.", Min = 1, Max = 10_000)]
    public int Passes { get; init; } = 4;

    [Key("Part of the outcomes held out in an update, to tell when to stop.", Min = 0, Max = 0.9)]
    public double HeldOut { get; init; } = 0.1;

    [Key("Step of Adam (Kingma and Ba 2015).", Min = 1e-9, Max = 10)]
    public double Rate { get; init; } = 0.01;

    [Key("Weight decay per step, in units of the rate (Loshchilov and Hutter 2019).", Min = 0, Max = 1)]
    public double WeightDecay { get; init; } = 0.001;

    [Key("Outcomes per step of Adam.", Unit = "outcomes", Min = 1, Max = 1_000_000)]
    public int Batch { get; init; } = 128;

    [Key("Exploration: temperature of the attention in the first tick. It halves every explorationHalfLife ticks until it reaches the allocation's own.", Min = 1e-4, Max = 10)]
    public double Exploration { get; init; } = 0.3;

    [Key("Ticks in which the exploration temperature halves.", Unit = "ticks", Min = 0.01, Max = 1e6)]
    public double ExplorationHalfLife { get; init; } = 12;

    [Key("How scores are formed where the model is learnt from scratch: dot-product; additive; biased (the dot product and a bias for every kind of task, region and pool); or shared attention. And two baselines without attention: perceptron (one hidden layer of heads × width units) and table (the mean quality of every kind of task, region and pool).", Words = ["dot-product", "additive", "biased", "shared", "perceptron", "table"])]
    public string Form { get; init; } = "dot-product";

    [Key("Heads of a model learnt from scratch.", Min = 1, Max = 64)]
    public int Heads { get; init; } = 4;

    [Key("Width of a head's queries and keys.", Min = 1, Max = 256)]
    public int Width { get; init; } = 8;

    [Key("Subsystems with a model of their own: it scores their sessions and learns from what the subsystem calls good of them (visits in time, mastery gained, orders that passed, or what else its sessions are worth) in place of quality. All others share one model, which is the one that economy train writes. Not with summaries of pools (allocation.scope.kind: distributed). Default: all share one.")]
    public IReadOnlyList<string>? BySubsystem { get; init; }

    [Key("Inducing tokens through which tasks attend to one another before they attend to pools; 0: they do not.", Min = 0, Max = 64)]
    public int Tokens { get; init; }
}
