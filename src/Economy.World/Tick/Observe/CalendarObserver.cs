using System.Collections.Immutable;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>When the entries of the calendar begin and end: also those that wait for a condition.</summary>
[Kind("calendar", "when the entries of the calendar are in force")]
public sealed record CalendarObserver : StandingObserver, IObserver
{
    /// <inheritdoc />
    public override Type RowType => typeof(CalendarRow);

    /// <inheritdoc />
    public override bool IsInDigest => false;

    /// <inheritdoc />
    public override bool Applies(Scenario scenario) => scenario.Calendar is { Count: > 0 };

    /// <inheritdoc />
    public Observation Open(WorldModel world) => new Rows();

    private sealed class Rows() : Observation("calendar")
    {
        private ImmutableArray<int> known = [];

        public override void Observe(ObservedTick tick, IRunSink rows)
        {
            var now = tick.Board.Rules.InForce;
            foreach (var entry in known.Union(now).Except(known.Intersect(now)).Order())
                rows.Write(new CalendarRow(tick.Tick, entry, now.Contains(entry) ? "begins" : "ends",
                    tick.Calendar[entry].Describe()));
            known = now;
        }

        public override void Save(BinaryWriter state) => state.WriteColumn(known.AsSpan());

        public override void Restore(BinaryReader state) => known = [.. state.ReadColumn<int>()];
    }
}
