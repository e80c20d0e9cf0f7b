using Economy.Core.Kinds;

namespace Economy.World.Subsystems.Serving;

/// <summary>What visits to a place are about, and what it learns from those that it has finished.</summary>
public sealed record CaseSpec
{
    [Key("Topics that a visit may be about.", Unit = "topics", Min = 1, Max = 10_000)]
    public int Topics { get; init; } = 50;

    [Key("Exponent of Zipf's law: topic r is asked about in proportion to r^−skew; at 0 all alike.", Min = 0, Max = 10)]
    public double Skew { get; init; } = 1;

    [Key("How far the words of a visit stray from its topic: length of the noise that is added to the topic's direction, which is 1 long.", Min = 0, Max = 100)]
    public double Noise { get; init; } = 0.5;

    [Key("Cases that are kept, the latest.", Unit = "cases", Min = 1, Max = 100_000)]
    public int Memory { get; init; } = 1000;

    [Key("β of retrieval, softmax(β·qKᵀ) over the cases kept: the greater, the more the nearest case alone is recalled; at 0 all of them alike.", Min = 0,
        Max = 1000, Changes = true)]
    public double Beta { get; init; } = 20;

    [Key("Part of the work of a visit that is saved where all that is recalled is of its topic; what is recalled of others saves nothing.", Min = 0,
        Max = 0.999, Changes = true)]
    public double Saving { get; init; } = 0.5;
}
