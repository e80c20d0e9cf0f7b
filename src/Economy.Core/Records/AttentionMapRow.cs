namespace Economy.Core.Records;

/// <summary>What a feature adds to the logits of a model's head, and what becomes of these without it.</summary>
[Table("attention-map", "What the features of learned scores add to them, head by head: means over a sample of pairs of the tick.")]
[Chart("Weight of features", "absolute_logit")]
public readonly record struct AttentionMapRow(
    [property: Column("tick", "Tick.", Key = true)] int Tick,
    [property: Column("model", "allocator, or the name of a recommender; none where no model scores.", Key = true)] string Model,
    [property: Column("head", "Part of the logit: a head, or bias, which has no features.", Key = true)] string Head,
    [property: Column("side", "query: of tasks or participants; key: of pools or items.", Key = true)] string Side,
    [property: Column("feature", "Name of the feature.", Key = true)] string Feature,
    [property: Column("mean_logit", "Mean of what the feature adds, against average features: integrated gradients.")] double Mean,
    [property: Column("absolute_logit", "Mean of its absolute value.")] double Absolute,
    [property: Column("dropped_logit", "Mean of what the logit loses where the feature is made average: half with the other side as it is, half with that average too.")] double Dropped,
    [property: Column("gap_logit", "The greatest difference of the two over the pairs; 0 but for rounding where a head is a product of both sides.")] double Gap);
