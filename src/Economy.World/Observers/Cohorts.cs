using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// What groups of participants hold and enjoy: by type, and by the tenth of wealth in which they were at a tick, wherever they are now.
/// Who enters later is in no tenth.
/// </summary>
[Kind("cohorts", "means of participant types, and of tenths of the participants by their wealth at a tick, the poorest first")]
public sealed record Cohorts : Observer<Cohorts.Row>
{
    [Key("Tick at the end of which wealth makes the tenths; 0 is the endowment.", Unit = "tick", Min = 0, Max = 1_000_000)]
    public int At { get; init; }

    /// <inheritdoc />
    public override bool IsOfStates => true;

    /// <summary>A group in a tick.</summary>
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the state after the endowment.", Key = true)] int Tick,
        [property: Column("by", "type or decile.", Key = true)] string By,
        [property: Column("group", "Participant type; or 01, the poorest tenth, to 10.", Key = true)] string Group,
        [property: Column("participants", "Members that are there.")] int Participants,
        [property: Column("money_minor", "Their mean money.")] double Money,
        [property: Column("wealth_minor", "Their mean wealth: money, and assets at the price of their last sale.")] double Wealth,
        [property: Column("utility_utils", "Their mean utility in the tick.")] double Utility);

    /// <inheritdoc />
    public override Observation Open(WorldModel world) => new Groups(world, At);

    private sealed class Groups(WorldModel world, int at) : Observation("cohorts")
    {
        private readonly long[] utility = new long[world.Participants], gained = new long[world.Participants];   // millionths
        private readonly byte[] decile = new byte[world.Participants];

        public override void Follow(ObservedTick tick)
        {
            if (tick.Tick == at) Part(tick);
            var i = 0;
            foreach (var state in tick.Participants)
            {
                (gained[i], utility[i]) = (state.UtilityMicro - utility[i], state.UtilityMicro);
                i++;
            }
        }

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            if (tick.Tick >= at)
                for (var d = 1; d <= 10; d++) Write(tick, rows, "decile", $"{d:00}", [.. tick.Active.Where(i => decile[i] == d)]);
            foreach (var type in world.Types.Index().OrderBy(t => t.Item.Name, StringComparer.Ordinal))
                Write(tick, rows, "type", type.Item.Name, [.. tick.Active.Where(i => world.TypeOf[i] == type.Index)]);
        }

        private void Part(ObservedTick tick)
        {
            int[] byWealth = [.. tick.Active.OrderBy(tick.Wealth).ThenBy(i => i)];
            for (var rank = 0; rank < byWealth.Length; rank++) decile[byWealth[rank]] = (byte)(1 + 10L * rank / byWealth.Length);
        }

        private void Write(ObservedTick tick, IRunSink rows, string by, string group, int[] members) =>
            rows.Write(new Row(tick.Tick, by, group, members.Length, Mean(members, i => tick.Money(i)), Mean(members, i => tick.Wealth(i)),
                Mean(members, i => gained[i] / 1e6)));

        private static double Mean(int[] members, Func<int, double> of) => members.Length == 0 ? double.NaN : members.Average(of);

        public override void Save(BinaryWriter state)
        {
            state.WriteColumn<long>(utility);
            state.WriteColumn<long>(gained);
            state.WriteColumn<byte>(decile);
        }

        public override void Restore(BinaryReader state)
        {
            state.ReadColumn<long>(utility);
            state.ReadColumn<long>(gained);
            state.ReadColumn<byte>(decile);
        }
    }
}
