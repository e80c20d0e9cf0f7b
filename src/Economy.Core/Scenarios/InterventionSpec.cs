using System.Globalization;
using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>An entry of the calendar: what changes, and when. What it does is its kind's.</summary>
[Family("an intervention")]
public abstract record InterventionSpec
{
    [Key("What kind of change it is.")]
    public string Kind => KindRegistry.NameOf(this);

    [Key("First tick in which it is in force. With a condition: the first in which the condition is looked at.", Unit = "tick", Min = 1,
        Max = 1_000_000)]
    public int At { get; init; } = 1;

    [Key("Last tick in which it is in force; after it, keys go back to what they would be without it. Default: for good.", Unit = "tick",
        Min = 1, Max = 1_000_000)]
    public int? Until { get; init; }

    [Key("Condition over the economy of the tick before: a column of ticks.csv, a comparison and a number, such as price_index < 0.8; several with \"and\" between must all hold. From the first tick in which it holds the intervention is in force. Default: none.")]
    public string? When { get; init; }

    /// <summary>What it does, in the words of its keys: <c>set key money.transactionTax to 0.1</c>.</summary>
    public string Describe() => string.Join(' ', GetType().GetProperties()
        .Where(p => p.DeclaringType != typeof(InterventionSpec) && p.IsDefined(typeof(KeyAttribute), inherit: true)
            && p.GetValue(this) is not (null or 0L or 0.0))
        .Select(p => string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(p.Name[0])}{p.Name[1..]} {p.GetValue(this)}"))
        .Prepend(Kind));
}
