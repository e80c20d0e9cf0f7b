using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>Where the attention of a panel's participants goes. The participants are those of a panel of the same size.</summary>
[Kind("panel-attention", "which subsystems the participants of a panel attend to, time after time")]
public sealed record PanelAttention : Observer<PanelAttention.Row>
{
    [Key("Participants in the panel, at most; the same for every panel of this size.", Unit = "participants", Min = 1, Max = 10_000_000)]
    public int Sample { get; init; } = 1000;

    [Key("They are looked at in the first tick, and every so many ticks.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Every { get; init; } = 24;

    /// <summary>A participant's session in a tick.</summary>
    [Table("panel-attention", "Which subsystems the participants of a panel attend to, time after time; no row where a participant gave a subsystem none.", IsLong = true)]
    [Chart("Attention of those who come", "attention_seconds")]
    public readonly record struct Row(
        [property: Column("tick", "Tick.", Key = true)] int Tick,
        [property: Column("participant", "Number of the participant.", Key = true)] int Participant,
        [property: Column("row", "Row of the subsystem in the scenario, from 0.", Key = true)] int Subsystem,
        [property: Column("subsystem", "Its name.")] string Name,
        [property: Column("attention_seconds", "Attention given to sessions there in the tick, those that were refused included.")] double Attention);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0 || (tick.Tick > 1 && tick.Tick % Every != 0)) return [];
        var panel = Panel.Members(tick.World, Sample);
        return from session in Panel.Attended(tick, panel)
               group session.Seconds by (session.Member, session.Subsystem) into given
               orderby given.Key.Member, given.Key.Subsystem
               select new Row(tick.Tick, panel[given.Key.Member], given.Key.Subsystem, tick.World.Subsystems[given.Key.Subsystem].Name, given.Sum());
    }
}
