using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// Shares of wealth by class, as the World Inequality Database parts them. The top classes are those of <c>ticks.csv</c>: one participant at least.
/// </summary>
[Kind("wealth-classes", "what the poorer half, the next 40 %, the next 9 % and the richest 1 % of the participants hold of all wealth")]
public sealed record WealthClasses : Observer<WealthClasses.Row>
{
    /// <summary>A class in a tick.</summary>
    [Chart("Wealth by class", "wealth_share", IsStacked = true)]
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the state after the endowment.", Key = true)] int Tick,
        [property: Column("class", "bottom 50%, middle 40%, next 9% or top 1% of the active participants, by wealth.", Key = true)] string Class,
        [property: Column("participants", "Participants of the class.")] int Participants,
        [property: Column("wealth_minor", "Their money, and their assets at the last price.")] long Wealth,
        [property: Column("wealth_share", "Its share of the wealth of all; empty where there is none.")] double Share);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        long[] wealth = [.. tick.Active.Select(tick.Wealth).Order()];
        var (n, total) = (wealth.Length, (double)wealth.Sum());
        var (ninth, top) = (n - Math.Max(1, n / 10), n - Math.Max(1, n / 100));
        (string Class, int From, int To)[] classes =
            [("bottom 50%", 0, Math.Min(n / 2, ninth)), ("middle 40%", Math.Min(n / 2, ninth), ninth), ("next 9%", ninth, top), ("top 1%", top, n)];
        foreach (var (name, from, to) in n == 0 ? [] : classes)
        {
            var held = wealth[from..to].Sum();
            yield return new(tick.Tick, name, to - from, held, total == 0 ? double.NaN : held / total);
        }
    }
}
