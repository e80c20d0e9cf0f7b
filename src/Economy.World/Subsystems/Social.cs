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

    [Key("Groups, whose members make more of one another than of others. Default: none.")]
    public GroupSpec? Groups { get; init; }

    /// <inheritdoc />
    public override bool HasNetworkEffect => true;

    /// <inheritdoc />
    public override bool MeetsVisitors => Membership is not null || Groups is not null;

    /// <inheritdoc />
    public override Subsystem Found() => MeetsVisitors ? new Club(this) : new Subsystem(this);

    private sealed class Club(Social founded) : Subsystem(founded)
    {
        private readonly Memories<byte> members = new();
        private double share = founded.Membership?.Founders ?? 1;

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (place, parts) = ((Social)visits.Rules, new SessionPart[scene.Guests.Count]);
            for (var g = 0; g < parts.Length; g++) parts[g] = new(scene.Guests[g].ServedPpm, scene.Guests[g].EnjoyedPpm);
            var served = place.Membership is { } membership ? Admit(membership, visits, scene, parts) : parts.Count(p => p.ServedPpm > 0);
            var together = place.Groups?.Bring(visits, scene, parts) ?? 0;
            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = served, Refused = parts.Length - served + visits.Refused,
                Measure = place.Membership is null ? "hours with others of the group" : "share who are members",
                Value = place.Membership is null ? together : share,
            });
        }

        /// <summary>Lets members in, and those who join.</summary>
        /// <returns>How many are.</returns>
        private int Admit(MembershipSpec rules, Visits visits, Scene scene, SessionPart[] parts)
        {
            var (isFirst, served) = (members.Count == 0, 0);
            members.Forget(scene.Left, _ => true);
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                var taste = Draw(visits.Rules.Name, scene, guest.Participant, 0);
                var lot = Draw(visits.Rules.Name, scene, guest.Participant, visits.Tick);
                var isAsked = members[guest.Participant] is 1 || isFirst || lot < rules.Invited(share);
                var joins = isAsked && taste * share >= rules.Price;
                members[guest.Participant] = joins ? (byte)1 : (byte)0;
                parts[g] = joins ? new(guest.ServedPpm, (int)(guest.EnjoyedPpm * taste * share)) : default;
                if (joins) served++;
            }

            share = members.Count == 0 ? rules.Founders : members.CountOf(m => m == 1) / (double)members.Count;
            return served;
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

/// <summary>Groups of a social place: each participant is of one, drawn for good.</summary>
public sealed record GroupSpec
{
    [Key("Number of groups.", Unit = "groups", Min = 1, Max = 1e6)]
    public int Count { get; init; } = 10;

    [Key("Network effect of the own group: an hour is worth 1 + effect times the share of the others of the group who are there and served.", Min = 0, Max = 100, Changes = true)]
    public double Effect { get; init; } = 1;

    /// <summary>Group of a participant, from 0.</summary>
    public int Of(string place, Scene scene, int participant) => Of(Scene.StreamOf(place + "/group"), scene, participant);

    private int Of(ulong stream, Scene scene, int participant)
    {
        var draws = scene.Draws(stream, participant, 0);
        return draws.NextInt(Count);
    }

    /// <summary>
    /// Raises what sessions are worth by those of the own group who are there. A group of n/count of the n active participants is taken to have
    /// that many members.
    /// </summary>
    /// <returns>Served hours, each times the share of the others of the group who were there.</returns>
    internal double Bring(Visits visits, Scene scene, SessionPart[] parts)
    {
        var (group, there, together, stream) = (new int[parts.Length], new int[Count], 0.0, Scene.StreamOf(visits.Rules.Name + "/group"));
        for (var g = 0; g < parts.Length; g++)
        {
            group[g] = Of(stream, scene, scene.Guests[g].Participant);
            if (parts[g].ServedPpm > 0) there[group[g]]++;
        }

        for (var g = 0; g < parts.Length; g++)
        {
            if (parts[g].ServedPpm == 0) continue;
            var share = Math.Min(1, (there[group[g]] - 1) / Math.Max(1, visits.Active / (double)Count - 1));
            parts[g] = parts[g] with { EnjoyedPpm = (int)(parts[g].EnjoyedPpm * (1 + Effect * share)) };
            together += scene.Guests[g].Seconds / 3600.0 * (parts[g].ServedPpm / 1e6) * share;
        }

        return together;
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
