namespace Economy.Core.Kinds;

/// <summary>
/// Makes a record a kind of its family: one file with its options (<c>[Key]</c>s), its rule, its memory and its words. The reader,
/// the schema, completion and the documentation follow from it.
/// </summary>
/// <param name="name">The word that scenario files use, in kebab case.</param>
/// <param name="meaning">What it does, for an economist: a phrase without a full stop.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KindAttribute(string name, string meaning) : Attribute
{
    /// <summary>The word that scenario files use.</summary>
    public string Name => name;

    /// <summary>What it does.</summary>
    public string Meaning => meaning;
}
