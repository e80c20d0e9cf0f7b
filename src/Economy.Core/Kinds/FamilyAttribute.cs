namespace Economy.Core.Kinds;

/// <summary>Marks the base record of a family of kinds: subsystems, behaviours, markets, levies …</summary>
/// <param name="what">What one of them is called, with its article: <c>a market</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FamilyAttribute(string what) : Attribute
{
    /// <summary>What one of them is called, with its article.</summary>
    public string What => what;

    /// <summary>The key that names the kind; the base record has a property of that name.</summary>
    public string Key { get; init; } = "kind";

    /// <summary>The kind where the key is left out; null where it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the bare name of a kind stands for it with all its options at their defaults.</summary>
    public bool AsWord { get; init; }
}
