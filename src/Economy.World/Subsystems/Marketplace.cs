using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Attention here places orders. With <see cref="Throughput"/> an order passes to its market as far as the compute of its sender's session
/// was served: orders in the order of their senders, and one passes whenever the sum of the shares served has grown by a whole one. So of n
/// orders at a service share s exactly ⌊n·s⌋ pass, whoever sends how many. What does not pass lapses; its sender may order again.
/// </summary>
[Kind("marketplace", "attention here places orders")]
public sealed record Marketplace : Place
{
    [Key("Whether orders need compute: of those sent, only the share passes to the markets of which the compute was served. Default: all pass.")]
    public bool? Throughput { get; init; }

    /// <inheritdoc />
    public override bool PlacesOrders => true;

    /// <inheritdoc />
    public override bool MeetsVisitors => Throughput == true;

    /// <inheritdoc />
    public override Subsystem Found() => MeetsVisitors ? new Gateway(this) : new Subsystem(this);

    private sealed class Gateway(Marketplace founded) : Subsystem(founded)
    {
        private readonly Memories<int> heldSince = new();

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (parts, passed) = (new SessionPart[scene.Guests.Count], new int[scene.Guests.Count]);
            var goods = new double[parts.Length];   // Orders that passed, as a share of those that service lets pass on the mean.
            var (sum, sent, through) = (0L, 0, new List<double>());
            heldSince.Forget(scene.Left, _ => true);
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                parts[g] = new(guest.ServedPpm, guest.EnjoyedPpm);
                goods[g] = -1;
                if (guest.Orders == 0) continue;
                var before = sum / 1_000_000;
                sum += (long)guest.Orders * guest.ServedPpm;
                (passed[g], sent) = ((int)(sum / 1_000_000 - before), sent + guest.Orders);
                if (guest.ServedPpm > 0) goods[g] = passed[g] / (guest.Orders * (guest.ServedPpm / 1e6));
                var since = heldSince[guest.Participant] ?? visits.Tick;
                heldSince[guest.Participant] = passed[g] > 0 ? null : since;
                through.AddRange(Enumerable.Repeat((visits.Tick - since) * (double)scene.TickSeconds, passed[g]));
            }

            through.Sort();
            var tally = new Tally
            {
                Asked = sent, Finished = through.Count, Refused = sent - through.Count,
                MeanWait = through.Count == 0 ? double.NaN : through.Average(),
                Response50 = Tally.Quantile(through, 0.5), Response95 = Tally.Quantile(through, 0.95),
                Response99 = Tally.Quantile(through, 0.99),
                Measure = "orders that passed", Value = through.Count,
            };
            return new Meeting(parts, [], tally) { OrdersPassed = passed, Goods = goods };
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state) => heldSince.Save(state);

        /// <inheritdoc />
        public override void Restore(BinaryReader state) => heldSince.Restore(state);
    }
}
