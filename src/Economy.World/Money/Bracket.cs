using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>A bracket of a progressive tax: a rate on what lies between its threshold and that of the next.</summary>
public sealed record Bracket
{
    [Key("Where the bracket begins.", Unit = "minor units", Min = 0, Max = 1e15, Changes = true)]
    public required long From { get; init; }

    [Key("Tax on what lies in it.", Unit = "share", Min = 0, Max = 1, Changes = true)]
    public required double Rate { get; init; }

    /// <summary>
    /// Tax on an amount, exact in integers: of every bracket its share of what lies in it, rounded down. The marginal rate is that of the
    /// bracket the amount ends in; the average rate never falls as the amount grows where rates do not.
    /// </summary>
    /// <param name="brackets">In ascending order of their thresholds; what lies below the first is not taxed.</param>
    /// <param name="amount">Minor units.</param>
    public static long Due(IReadOnlyList<Bracket> brackets, long amount)
    {
        var due = 0L;
        for (var b = 0; b < brackets.Count; b++)
        {
            var end = Math.Min(amount, b + 1 < brackets.Count ? brackets[b + 1].From : long.MaxValue);
            due += Dues.Part(brackets[b].Rate, Math.Max(0, end - brackets[b].From));
        }

        return due;
    }

    /// <summary>What is wrong with a list of brackets.</summary>
    public static IEnumerable<Misfit> Misfits(IReadOnlyList<Bracket> brackets) =>
        from b in Enumerable.Range(1, Math.Max(0, brackets.Count - 1))
        where brackets[b].From <= brackets[b - 1].From
        select new Misfit($"brackets.{b}.from", $"this bracket begins at {brackets[b].From}, and the one before it at {brackets[b - 1].From}",
            $"more than {brackets[b - 1].From}", "list brackets from the lowest to the highest");
}
