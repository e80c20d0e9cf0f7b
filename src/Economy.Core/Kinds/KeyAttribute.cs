namespace Economy.Core.Kinds;

/// <summary>
/// Documents one key of a scenario file. The reader, the JSON schema and the table in <c>scenarios/README.md</c> are all made
/// from it: the key is the property's name in camelCase, the default its initialiser, and a <c>required</c> property is required.
/// </summary>
/// <param name="meaning">One sentence for an economist.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeyAttribute(string meaning) : Attribute
{
    /// <summary>What the key means.</summary>
    public string Meaning => WordsOf is null ? meaning
        : $"{meaning}: {string.Join("; ", WordLists.Of(WordsOf).Select(w => $"{w.Word} ({w.Meaning})"))}.";

    /// <summary>Unit of the value, where it has one.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Least allowed value of a number, or of every value of a map of numbers.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest allowed value.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Allowed words of a text key, where they are a closed list that is not an enum.</summary>
    public string[] Words { get => WordsOf is null ? field : [.. WordLists.Of(WordsOf).Select(w => w.Word)]; init; } = [];

    /// <summary>Name of the list in <see cref="WordLists"/> that has the words and what they mean; null where the key states them itself.</summary>
    public string? WordsOf { get; init; }

    /// <summary>A text key that takes an http or https URL beside its words.</summary>
    public bool OrUrl { get; init; }

    /// <summary>Whether it may change while a run goes on.</summary>
    public bool Changes { get; init; }

    /// <summary>A text key that names a file or folder.</summary>
    public bool IsPath { get; init; }

    /// <summary>A text key that takes numbers, true and false too, as they are written.</summary>
    public bool AsWritten { get; init; }

    /// <summary>A list or map that must not be empty.</summary>
    public bool NotEmpty { get; init; }
}
