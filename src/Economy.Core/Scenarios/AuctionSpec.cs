using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A rule by which slots are sold to those who bid for clicks. What it does is its kind's.</summary>
[Family("an auction of slots", Default = "generalised-second-price", AsWord = true)]
public abstract record AuctionSpec
{
    [Key("How slots are sold; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}
