using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>A panel: the same participants, time after time. They are spaced evenly over their numbers, so types are in it in proportion.</summary>
[Kind("panel", "what the same participants hold, time after time")]
public sealed record Panel : Observer<Panel.Row>
{
    [Key("Participants in the panel, at most.", Unit = "participants", Min = 1, Max = 10_000_000)]
    public int Participants { get; init; } = 100;

    [Key("They are looked at every so many ticks, from the endowment on.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Every { get; init; } = 1;

    /// <summary>A participant in a tick.</summary>
    [Chart("Money", "money_minor")]
    [Chart("Assets", "assets_minor")]
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the state after the endowment.", Key = true)] int Tick,
        [property: Column("participant", "Number of the participant.", Key = true)] int Participant,
        [property: Column("type", "Participant type.")] string Type,
        [property: Column("active", "1 if it has entered and not left, else 0.")] int Active,
        [property: Column("money_minor", "Its money.")] long Money,
        [property: Column("assets_minor", "Its assets at the price of their last sale.")] long Assets);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        var (world, n) = (tick.World, Math.Min(Participants, tick.World.Participants));
        for (var k = 0; k < n && tick.Tick % Every == 0; k++)
        {
            var i = (int)((long)world.Participants * k / n);
            yield return new(tick.Tick, i, world.Types[world.TypeOf[i]].Name, tick.IsActive(i) ? 1 : 0, tick.Money(i), tick.Assets(i));
        }
    }
}
