using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>What participants of a type see of what is public. What it does is its kind's.</summary>
[Family("a view", Default = "public", AsWord = true)]
public abstract record ViewSpec
{
    [Key("What is seen; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);
}

/// <summary>All of it.</summary>
[Kind("public", "sees subsystems, prices and quotes as the tick before left them")]
public sealed record PublicView : ViewSpec;
