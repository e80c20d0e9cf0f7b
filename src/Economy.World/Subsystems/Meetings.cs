using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Meetings: guests are seated at tables as their draws have it, and a table meets where a quorum of it was served compute. Who meets is a
/// gang: it is served together, as far as the least served of them was. An hour is worth what is made in it together, for each of n of
/// N seats ((n − 1)/(N − 1))^complementarity of what a full table makes, less what latency between the regions of its members takes.
/// </summary>
[Kind("meetings", "tables at which a quorum meets, is served together, and makes something that none makes alone")]
public sealed record Meetings : Place
{
    [Key("Seats of a table.", Unit = "participants", Min = 2, Max = 1000, Changes = true)]
    public int Seats { get; init; } = 5;

    [Key("How many of a table must have been served compute for it to meet.", Unit = "participants", Min = 2, Max = 1000, Changes = true)]
    public int Quorum { get; init; } = 3;

    [Key("Exponent of what those present are worth to one another: 0, two make as much of an hour as all; 1, each makes as much more.", Min = 0,
        Max = 10, Changes = true)]
    public double Complementarity { get; init; } = 0.5;

    [Key("Mean latency between the members of a table at which an hour is worth half.", Unit = "milliseconds", Min = 1, Max = 1e6, Changes = true)]
    public double LatencyHalf { get; init; } = 250;

    /// <inheritdoc />
    public override bool MeetsVisitors => true;

    /// <inheritdoc />
    public override Subsystem Found() => new House(this);

    /// <summary>What an hour of a meeting is worth, 1 being that of a full table in one place.</summary>
    /// <param name="present">How many meet.</param>
    /// <param name="latency">Mean latency between two of them, milliseconds.</param>
    public double Worth(int present, double latency) =>
        DeterministicMath.Pow((present - 1.0) / Math.Max(1, Math.Max(present, Seats) - 1), Complementarity) / (1 + latency / LatencyHalf);

    private sealed class House(Meetings founded) : Subsystem(founded)
    {
        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts) = ((Meetings)visits.Rules, new SessionPart[scene.Guests.Count]);
            int[] seating = [.. Enumerable.Range(0, parts.Length).Select(g => (Draw: Lot(rules, visits.Tick, scene, g), g)).Order()
                .Select(d => d.g)];
            var (output, held) = (0.0, 0);
            foreach (var table in seating.Chunk(rules.Seats))
            {
                var gang = Gang.Of(table, scene, Math.Max(2, rules.Quorum));
                if (!gang.IsServed) continue;
                var (present, served) = gang;
                var hours = present.Min(g => scene.Guests[g].Seconds) / 3600.0;
                var worth = rules.Worth(present.Length, Latency(scene, present));
                foreach (var g in present) parts[g] = new(served, (int)(worth * present.Min(m => scene.Guests[m].EnjoyedPpm)));
                output += worth * present.Length * hours * served / 1e6;
                held += present.Length;
            }

            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = held, Refused = parts.Length - held + visits.Refused,
                Measure = "hours made together", Value = output,
            });
        }

        private static double Lot(Meetings rules, int tick, Scene scene, int guest)
        {
            var draws = scene.Draws(rules.Name, scene.Guests[guest].Participant, tick);
            return draws.NextDouble();
        }

        private static double Latency(Scene scene, int[] present)
        {
            var sum = 0.0;
            for (var a = 0; a < present.Length; a++)
                for (var b = 0; b < a; b++) sum += scene.Latency(scene.Guests[present[a]].Region, scene.Guests[present[b]].Region);
            return sum * 2 / (present.Length * (present.Length - 1));
        }
    }
}
