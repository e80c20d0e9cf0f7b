using Economy.Core.Kinds;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Meeting others, whose presence adds value. With a <see cref="Membership"/> an hour is worth v·n of what it is worth at most: n the share of
/// those it has met who are members, v how much a participant makes of others, uniform in [0, 1]. Who comes joins where v·n is at least the price of
/// membership, and leaves where it is not: n(1 − n) = price at rest, an unstable one below a half and a stable one above it, and none from
/// a price of ¼ on (Rohlfs 1974, "A theory of interdependent demand for a communications service", Bell Journal of Economics 5).
/// </summary>
[Kind("social", "meeting others, whose presence adds value")]
public sealed record Social : Place
{
    [Key("Membership, whose worth grows with the share of those it has met who are members. Default: everybody may come.")]
    public MembershipSpec? Membership { get; init; }

    /// <inheritdoc />
    public override bool HasNetworkEffect => true;

    /// <inheritdoc />
    public override bool MeetsVisitors => Membership is not null;

    /// <inheritdoc />
    public override Subsystem Found() => MeetsVisitors ? new Club(this) : new Subsystem(this);

    private sealed class Club(Social founded) : Subsystem(founded)
    {
        private readonly Memories<byte> members = new();
        private double share = founded.Membership!.Founders;

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts) = (((Social)visits.Rules).Membership!, new SessionPart[scene.Guests.Count]);
            var isFirst = members.Count == 0;
            members.Forget(scene.Left, _ => true);
            var served = 0;
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                var taste = Draw(visits.Rules.Name, scene, guest.Participant, 0);
                var lot = Draw(visits.Rules.Name, scene, guest.Participant, visits.Tick);
                var isAsked = members[guest.Participant] is 1 || isFirst || lot < rules.Invited(share);
                var joins = isAsked && taste * share >= rules.Price;
                members[guest.Participant] = joins ? (byte)1 : (byte)0;
                if (!joins) continue;
                parts[g] = new(guest.ServedPpm, (int)(guest.EnjoyedPpm * taste * share));
                served++;
            }

            share = members.Count == 0 ? rules.Founders : members.CountOf(m => m == 1) / (double)members.Count;
            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = served, Refused = parts.Length - served + visits.Refused,
                Measure = "share who are members", Value = share,
            });
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state)
        {
            state.Write(share);
            members.Save(state);
        }

        /// <inheritdoc />
        public override void Restore(BinaryReader state)
        {
            share = state.ReadDouble();
            members.Restore(state);
        }

        private static double Draw(string place, Scene scene, int participant, int tick)
        {
            var draws = scene.Draws(tick == 0 ? place + "/taste" : place, participant, tick);
            return draws.NextDouble();
        }
    }
}

/// <summary>Membership of a social place.</summary>
public sealed record MembershipSpec
{
    [Key("What membership must be worth, as a share of what it is worth at most.", Min = 0, Max = 1, Changes = true)]
    public double Price { get; init; } = 0.2;

    [Key("Share that are taken for members when it opens.", Min = 0, Max = 1)]
    public double Founders { get; init; } = 0.5;

    [Key("Invitations that each member sends in a tick to whom it may concern: who is no member joins only when one reaches it. Default: who comes needs none.",
        Unit = "per tick", Min = 0, Max = 1000, Changes = true)]
    public double? Invitations { get; init; }

    /// <summary>Probability that an invitation reaches somebody, where a share of all are members: 1 − e^(−invitations·share).</summary>
    public double Invited(double share) => Invitations is { } each ? 1 - Attention.Numerics.DeterministicMath.Exp(-each * share) : 1;
}
