using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>What becomes of what participants hold when they leave. What it does is its kind's.</summary>
[Family("a rule for estates", Default = "idle", AsWord = true)]
public abstract record EstateSpec
{
    [Key("What becomes of it; with any kind but idle the account is used again by an entrant of its type.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>Nothing.</summary>
[Kind("idle", "it lies in the account for good, which nobody uses again")]
public sealed record IdleEstate : EstateSpec;
