using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A rule by which a recommender ranks what it shows. What it does is its kind's.</summary>
[Family("a ranking", Default = "random", AsWord = true)]
public abstract record RankingSpec
{
    [Key("How places are ranked; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}
