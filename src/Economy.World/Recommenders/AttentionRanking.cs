using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Recommenders;

/// <summary>
/// Two towers (Covington, Adams and Sargin 2016) of the product's attention model: a participant, by its type and where it went of late,
/// asks; an item answers, a place or good by what it is, a person likewise by type and where it went; the chance that a look is followed
/// is σ of their heads' products and a bias of type and item. Learnt online from every look, followed or not, once each; shown are the
/// items with the greatest chances, exactly.
/// </summary>
[Kind("attention", "those items are shown that a model of attention, which learns from every look, gives the best chances")]
public sealed record AttentionRanking : RankingSpec, IRanking
{
    [Key("Heads of the model.", Min = 1, Max = 16)]
    public int Heads { get; init; } = 2;

    [Key("Width of a head's queries and keys.", Min = 1, Max = 64)]
    public int Width { get; init; } = 4;

    [Key("Step of the optimiser (Adam).", Min = 1e-6, Max = 1)]
    public double Rate { get; init; } = 0.02;

    /// <inheritdoc />
    public bool IsDrawn => false;

    /// <inheritdoc />
    public Ranker Open(WorldModel world, int recommender) => new Towers(world, this, recommender);
}
