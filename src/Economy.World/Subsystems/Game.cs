using Economy.Attention.Numerics;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Subsystems;

/// <summary>
/// Play, which usually pays rewards and makes goods. With <see cref="Matches"/> those who are served play in pairs of nearest ratings; the
/// first wins with probability 1/(1 + 10^(−Δ/400)), Δ how much stronger it is (Elo 1978, "The rating of chessplayers"; Bradley and Terry 1952),
/// and ratings follow by Elo's rule. A party plays as one side, as strong as s with 10^(s/400) = Σ 10^(sᵢ/400) (Huang, Weng and Lin 2006, "Generalized
/// Bradley–Terry models"), and its members share what its rating moves by. Players have energy for so many hours, which comes back with time.
/// </summary>
[Kind("game", "play, which usually pays rewards and makes goods")]
public sealed record Game : Place, IFitting
{
    private const double StartRating = 1500;

    [Key("Matches of two between players. Default: everybody plays alone.")]
    public MatchSpec? Matches { get; init; }

    [Key("Energy that play needs. Default: none.")]
    public EnergySpec? Energy { get; init; }

    [Key("A skill that helps here. Default: none.")]
    public SkillSpec? Skill { get; init; }

    [Key("Seasons, with which ratings and rewards begin anew. Default: none.")]
    public SeasonSpec? Season { get; init; }

    /// <inheritdoc />
    public override bool MeetsVisitors => Matches is not null || Energy is not null || Skill is not null || Season is not null;

    /// <inheritdoc />
    public override string? UsesSkill => Skill?.Course;

    /// <inheritdoc />
    public override Subsystem Found() => MeetsVisitors ? new Arena(this) : new Subsystem(this);

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario) => SkillSpec.Misfits(Skill, scenario);

    /// <summary>Probability that the first of two wins.</summary>
    /// <param name="lead">How much stronger it is, Elo points.</param>
    public static double WinShare(double lead) => 1 / (1 + DeterministicMath.Pow(10, -lead / 400));

    /// <summary>How strong a side is, Elo points.</summary>
    /// <param name="members">How strong its members are; one at least.</param>
    public static double SideOf(IReadOnlyList<double> members) => members.Count == 1 ? members[0]
        : 400 / DeterministicMath.Log(10) * DeterministicMath.Log(members.Sum(s => DeterministicMath.Pow(10, s / 400)));

    private sealed class Arena(Game founded) : Subsystem(founded)
    {
        private readonly Memories<Player> players = new();
        private readonly Parties? parties = founded.Matches?.Party is { } seats ? new(seats) : null;

        /// <inheritdoc />
        protected override SubsystemTerms Open(Opening opening)
        {
            var terms = base.Open(opening);
            return ((Game)opening.Rules).Season is { } season ? terms with { Reward = terms.Reward * season.RewardAt(opening.Tick) } : terms;
        }

        /// <inheritdoc />
        protected override Meeting Meet(Visits visits, Scene scene)
        {
            var (rules, parts) = ((Game)visits.Rules, new SessionPart[scene.Guests.Count]);
            players.Forget(scene.Left, _ => true);
            parties?.Forget(scene.Left);
            if (rules.Season is { } season && season.Begins(visits.Tick)) players.Change(player => player with { Rating = StartRating + season.Keep * (player.Rating - StartRating) });
            var (hours, played) = (0.0, new List<int>());
            for (var g = 0; g < parts.Length; g++)
            {
                var guest = scene.Guests[g];
                var player = players[guest.Participant] ?? new Player(StartRating, rules.Energy?.Hours ?? 0, visits.Tick);
                var asked = guest.Seconds / 3600.0 * (guest.ServedPpm / 1e6);
                var (now, part) = player.Play(rules, visits.Tick, asked);
                parts[g] = new((int)(guest.ServedPpm * part), (int)(guest.EnjoyedPpm * part * (1 + (rules.Skill?.Gain ?? 0) * guest.Skill)));
                players[guest.Participant] = now;
                hours += asked * part;
                if (parts[g].ServedPpm > 0) played.Add(g);
            }

            if (rules.Matches is { } match) Play(match, visits, scene, (parts, played));
            var idle = parts.Length - played.Count + visits.Refused;
            return new Meeting(parts, [], new Tally
            {
                Asked = parts.Length + visits.Refused, Finished = played.Count, Refused = idle,
                Measure = "hours played", Value = hours,
            });
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state)
        {
            players.Save(state);
            parties?.Save(state);
        }

        /// <inheritdoc />
        public override void Restore(BinaryReader state)
        {
            players.Restore(state);
            parties?.Restore(state);
        }

        private void Play(MatchSpec match, Visits visits, Scene scene, (SessionPart[] Parts, List<int> Played) tables)
        {
            var stream = Scene.StreamOf(visits.Rules.Name + "/strength");
            int Owner(int g) => scene.Guests[g].Participant;
            double Strength(int g) => match.Strength(scene.Draws(stream, Owner(g), 0));
            double Rating(int g) => players[Owner(g)]!.Value.Rating;
            double Side(int[] side, Func<int, double> of) => side.Length == 1 ? of(side[0]) : SideOf([.. side.Select(of)]);
            var sides = parties?.Sides(tables.Played, Owner) ?? tables.Played.Select(g => (int[])[g]);
            List<(double Rating, int First, int[] Side)> seats = [.. sides.Select(side => (Side(side, Rating), Owner(side[0]), side))];
            seats.Sort(static (a, b) => a.Rating != b.Rating ? a.Rating.CompareTo(b.Rating) : a.First.CompareTo(b.First));
            for (var s = 0; s + 1 < seats.Count; s += 2)
            {
                var ((ratingOfA, first, a), (ratingOfB, _, b)) = (seats[s], seats[s + 1]);
                var draw = scene.Draws(visits.Rules.Name, first, visits.Tick);
                var wins = draw.NextDouble() < WinShare(Side(a, Strength) - Side(b, Strength));
                var moved = match.RatingStep * ((wins ? 1 : 0) - WinShare(ratingOfA - ratingOfB));
                End(a, wins, moved / a.Length);
                End(b, !wins, -moved / b.Length);
            }

            void End(int[] side, bool won, double moved)
            {
                foreach (var seat in side)
                {
                    var (player, part) = (players[Owner(seat)]!.Value, tables.Parts[seat]);
                    players[Owner(seat)] = player with { Rating = player.Rating + moved };
                    tables.Parts[seat] = part with { EnjoyedPpm = (int)(part.EnjoyedPpm * (1 + (won ? match.Stake : -match.Stake))) };
                }
            }
        }
    }

    /// <summary>What a game knows of a player.</summary>
    /// <param name="Rating">Its rating, Elo points.</param>
    /// <param name="Energy">Hours that it could play after the last tick in which it did.</param>
    /// <param name="Tick">That tick.</param>
    private readonly record struct Player(double Rating, double Energy, int Tick)
    {
        /// <summary>After a session of so many served hours, and the part of it for which there was energy.</summary>
        public (Player After, double Part) Play(Game game, int tick, double hours)
        {
            if (game.Energy is not { } energy) return (this with { Tick = tick }, 1);
            var has = Math.Min(energy.Hours, Energy + (tick - Tick) * energy.Recovery);
            var plays = Math.Min(hours, has);
            return (this with { Energy = has - plays, Tick = tick }, hours > 0 ? plays / hours : 0);
        }
    }
}
