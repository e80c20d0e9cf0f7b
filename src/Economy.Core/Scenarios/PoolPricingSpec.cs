using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>A rule by which the owner of a pool sets the price that it asks. What it does is its kind's.</summary>
[Family("a pool's pricing rule", AsWord = true)]
public abstract record PoolPricingSpec
{
    [Key("How the price is set; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>The owner asks the posted price.</summary>
[Kind("fixed", "the posted price is asked, and nothing less is taken")]
public sealed record FixedPoolPricing : PoolPricingSpec;
