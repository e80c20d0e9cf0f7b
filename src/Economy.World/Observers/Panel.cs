using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// A panel: the same participants, time after time. They are spaced evenly over their numbers, so types are in it in proportion.
/// </summary>
[Kind("panel", "what the same participants hold, gain and attend to, time after time")]
public sealed record Panel : Observer<Panel.Row>
{
    [Key("Participants in the panel, at most; the same for every panel of this size.", Unit = "participants", Min = 1, Max = 10_000_000)]
    public int Sample { get; init; } = 1000;

    [Key("They are looked at every so many ticks, from the endowment on.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Every { get; init; } = 24;

    /// <summary>A participant in a tick.</summary>
    [Table("panel", "What the same participants hold, gain and attend to, time after time.", IsLong = true)]
    [Chart("Money", "money_minor")]
    [Chart("Assets", "assets_minor")]
    [Chart("Utility", "utility_utils")]
    [Chart("Attention", "attention_seconds")]
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the state after the endowment.", Key = true)] int Tick,
        [property: Column("participant", "Number of the participant.", Key = true)] int Participant,
        [property: Column("type", "Participant type.")] string Type,
        [property: Column("active", "1 if it has entered and not left, else 0.")] int Active,
        [property: Column("money_minor", "Its money.")] long Money,
        [property: Column("assets_minor", "Its assets at the price of their last sale.")] long Assets,
        [property: Column("utility_utils", "Its utility since the beginning.")] double Utility,
        [property: Column("attention_seconds", "Attention that it gave to sessions in the tick; by subsystem in panel-attention.csv.")] double Attention);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick % Every != 0) yield break;
        var world = tick.World;
        var panel = Members(world, Sample);
        var attention = new double[panel.Length];
        foreach (var (k, _, seconds) in Attended(tick, panel)) attention[k] += seconds;
        using var states = tick.Participants.GetEnumerator();
        var next = 0;
        for (var k = 0; k < panel.Length; k++)
        {
            for (; next <= panel[k] && states.MoveNext(); next++) { }
            var i = panel[k];
            yield return new(tick.Tick, i, world.Types[world.TypeOf[i]].Name, tick.IsActive(i) ? 1 : 0, tick.Money(i), tick.Assets(i),
                states.Current.UtilityMicro / 1e6, attention[k]);
        }
    }

    /// <summary>Numbers of the participants in a panel, ascending.</summary>
    internal static int[] Members(WorldModel world, int sample)
    {
        var n = Math.Min(sample, world.Participants);
        return [.. Enumerable.Range(0, n).Select(k => (int)((long)world.Participants * k / n))];
    }

    /// <summary>What the members of a panel attended to in a tick: place in the panel, row of the subsystem, seconds; by place.</summary>
    internal static IEnumerable<(int Member, int Subsystem, double Seconds)> Attended(ObservedTick tick, int[] panel)
    {
        foreach (var (participant, subsystem, seconds) in tick.Sessions)
            if (Array.BinarySearch(panel, participant) is >= 0 and var k) yield return (k, subsystem, seconds);
    }
}
