using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// Shares of wealth by class, as the World Inequality Database parts them. A boundary that falls on a participant parts its wealth in
/// proportion, as the Lorenz curve does; the top classes are those of <c>ticks.csv</c>.
/// </summary>
[Kind("wealth-classes", "what the poorer half, the next 40 %, the next 9 % and the richest 1 % of the participants hold of all wealth")]
public sealed record WealthClasses : Observer<WealthClasses.Row>
{
    /// <inheritdoc />
    public override bool IsOfStates => true;

    private static readonly (string Name, int Top, int Above)[] Classes = [("bottom 50%", 100, 50), ("middle 40%", 50, 10),
        ("next 9%", 10, 1), ("top 1%", 1, 0)];

    /// <summary>A class in a tick.</summary>
    [Chart("Wealth by class", "wealth_share", IsStacked = true)]
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the state after the endowment.", Key = true)] int Tick,
        [property: Column("class", "bottom 50%, middle 40%, next 9% or top 1% of the active participants, by wealth.",
            Key = true)] string Class,
        [property: Column("participants",
            "Participants of the class, a part of one where its boundary falls on a participant.")] double Participants,
        [property: Column("wealth_minor", "Their money, and their assets at the price of their last sale.")] double Wealth,
        [property: Column("wealth_share", "Its share of the wealth of all; empty where there is none.")] double Share);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        long[] wealth = [.. tick.Active.Select(tick.Wealth).Order()];
        var (n, total) = (wealth.Length, Inequality.HeldByTop(wealth, 100));
        foreach (var (name, top, above) in n == 0 ? [] : Classes)
        {
            var held = Inequality.HeldByTop(wealth, top) - Inequality.HeldByTop(wealth, above);
            yield return new(tick.Tick, name, (top - above) * n / 100.0, held, total == 0 ? double.NaN : held / total);
        }
    }
}
