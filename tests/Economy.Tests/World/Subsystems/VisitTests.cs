using Economy.Core.Scenarios;
using Economy.World.Randomness;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Subsystems;

/// <summary>
/// Places with a line against what the theory of queues says of them. A tick brings a Poisson number of guests, who ask at times uniform in it:
/// together exactly a Poisson process. Tolerances are three standard errors, which follow from the length of the run.
/// </summary>
public sealed class VisitTests
{
    private const int TickSeconds = 1000;

    /// <summary>
    /// Erlang C: of those who come to ten staff at a load of 9, 66.87 % wait. The share of arrivals that wait is a time average of the indicator
    /// that all are busy, whose asymptotic variance σ² is known in closed form, and a sum of independent jumps about it of variance f/(λT): its
    /// standard error is at most √(σ²/T) + √(f/(λT)).
    /// </summary>
    [Fact]
    public void Of_those_who_come_to_ten_staff_at_a_load_of_nine_two_in_three_wait()
    {
        var (ticks, line) = (120, new BirthDeath(9, n => Math.Min(n, 10)));
        var expected = line.Mean(n => n >= 10 ? 1 : 0);
        Assert.Equal(0.6687, expected, 4);
        var over = Run(new ServiceDesk { Name = "desk", Staff = 10, Work = 1 }, 9, ticks).Over.Where(v => v.State == VisitState.Finished).ToList();
        var waited = over.Count(v => v.Started > v.Asked) / (double)over.Count;
        var time = (ticks - 1.0) * TickSeconds;
        var error = Math.Sqrt(line.Variance(n => n >= 10 ? 1 : 0) / time) + Math.Sqrt(expected / (9 * time));
        Assert.True(error < 0.02, $"standard error {error}");
        Assert.InRange(waited, expected - 3 * error, expected + 3 * error);
    }

    /// <summary>Erlang A: ten staff, 12 a second come, work of a second, patience of two: 19.57 % give up, θ·E(line)/λ. Errors as above.</summary>
    [Fact]
    public void Of_twelve_a_second_before_ten_staff_one_in_five_gives_up()
    {
        var (ticks, line) = (40, new BirthDeath(12, n => Math.Min(n, 10) + 0.5 * Math.Max(0, n - 10), 400));
        double Quits(int n) => 0.5 * Math.Max(0, n - 10) / 12;
        Assert.Equal(0.1957, line.Mean(Quits), 4);
        var over = Run(new ServiceDesk { Name = "desk", Staff = 10, Work = 1, Patience = 2 }, 12, ticks).Over;
        var gaveUp = over.Count(v => v.State == VisitState.GaveUp) / (double)over.Count;
        var time = (ticks - 1.0) * TickSeconds;
        var error = Math.Sqrt(line.Variance(Quits) / time) + Math.Sqrt(line.Mean(Quits) / (12 * time));
        Assert.True(error < 0.005, $"standard error {error}");
        Assert.InRange(gaveUp, 0.1957 - 3 * error, 0.1957 + 3 * error);
    }

    /// <summary>
    /// Cobham 1954, without preemption: W₀ = λ/μ² = 0.7, waits W₀/(1 − ρ₁) = 1 and W₀/((1 − ρ₁)(1 − ρ)) = 3.333. Waits of one tick, 1000 mean
    /// services, depend on those of the next through its edge only, so the standard error is that of a
    /// ratio of sums over ticks that hardly depend on one another.
    /// </summary>
    [Fact]
    public void Urgent_calls_wait_one_service_time_and_others_three_and_a_third()
    {
        var place = new Dispatch
        {
            Name = "calls", Work = 1, Classes = [new VisitClass { Name = "urgent", Weight = 3 }, new VisitClass { Name = "other", Weight = 4 }],
        };
        var byTick = Run(place, 0.7, 400).ByTick;
        foreach (var (row, expected) in ((int, double)[])[(0, 1.0), (1, 10 / 3.0)])
        {
            var waits = byTick.Select(tick => tick.Where(v => v.Class == row && v.State == VisitState.Finished).ToList())
                .Select(all => (Sum: all.Sum(v => v.Started - v.Asked), all.Count)).ToList();
            var mean = waits.Sum(w => w.Sum) / waits.Sum(w => w.Count);
            var perTick = waits.Sum(w => w.Count) / (double)waits.Count;
            var error = Math.Sqrt(waits.Sum(w => Math.Pow(w.Sum - mean * w.Count, 2)) / waits.Count / waits.Count) / perTick;
            Assert.True(error < 0.05 * expected, $"standard error {error}");
            Assert.InRange(mean, expected - 3 * error, expected + 3 * error);
        }
    }

    /// <summary>
    /// Liu and Layland 1973, theorem 7: periodic tasks whose deadlines are their next requests miss none by earliest deadline first if and only
    /// if Σ C/T ≤ 1. All in whole numbers, so exactly.
    /// </summary>
    [Theory]
    [InlineData(new[] { 1, 4, 2, 6, 5, 12 }, false)]     // 1/4 + 2/6 + 5/12 = 1
    [InlineData(new[] { 1, 2, 1, 3, 1, 6 }, false)]      // 1/2 + 1/3 + 1/6 = 1
    [InlineData(new[] { 2, 5, 4, 7 }, false)]            // 0.971: rate-monotonic order misses here
    [InlineData(new[] { 1, 4, 2, 6, 6, 12 }, true)]      // 1.083
    [InlineData(new[] { 3, 5, 3, 7 }, true)]             // 1.029
    public void By_earliest_deadline_calls_are_late_only_where_their_load_exceeds_one(int[] tasks, bool late)
    {
        var calls = new List<Visit>();
        for (var t = 0; t < tasks.Length; t += 2)
            for (var at = 0; at < 2000; at += tasks[t + 1])
                calls.Add(new Visit { Owner = t, Asked = at, Work = tasks[t], Deadline = at + tasks[t + 1] });
        var (station, over) = (new Station(Discipline.EarliestDeadline, preempts: true), new List<Visit>());
        station.Run(2000, [1.0], [.. calls.OrderBy(c => c.Asked).ThenBy(c => c.Owner)], long.MaxValue, over);
        Assert.Equal(late, over.Concat(station.Open).Any(v => v.IsLateAt(2000) && v.Deadline < 2000));
    }

    /// <summary>A run in pieces, saved and restored between them, is the run in one: visits span any number of them.</summary>
    [Theory]
    [InlineData(Discipline.FirstCome, false)]
    [InlineData(Discipline.Priority, false)]
    [InlineData(Discipline.Priority, true)]
    [InlineData(Discipline.EarliestDeadline, true)]
    public void A_run_in_pieces_is_the_run_in_one(Discipline discipline, bool preempts)
    {
        var random = new PhiloxStream(1, Purpose.Visit, 0, 0);
        List<Visit> Asking()
        {
            var (at, all, draws) = (0.0, new List<Visit>(), random);
            for (var i = 0; i < 400; i++)
            {
                at += draws.Exponential() / 3;
                all.Add(new Visit { Owner = i, Class = draws.NextInt(3), Asked = at, Work = draws.Exponential(), Deadline = at + 4 * draws.NextDouble(), GivesUp = at + 5 * draws.Exponential() });
            }

            return all;
        }

        double[] paces = [1, 0.5, 2, 0];
        var (whole, one) = (new Station(discipline, preempts), new List<Visit>());
        whole.Run(200, paces, Asking(), 6, one);
        var (piece, pieces, asking) = (new Station(discipline, preempts), new List<Visit>(), Asking());
        for (var t = 0; t < 200; t += 7)
        {
            piece.Run(Math.Min(200, t + 7), paces, [.. asking.Where(v => v.Asked >= t && v.Asked < t + 7)], 6, pieces);
            using var saved = new MemoryStream();
            piece.Save(new BinaryWriter(saved));
            saved.Position = 0;
            piece = new Station(discipline, preempts);
            piece.Restore(new BinaryReader(saved));
        }

        Assert.Equal(4, one.Select(v => v.State).Append(VisitState.CutOff).Distinct().Count());
        Assert.Equal(one.Select(v => (v.Owner, v.Number, v.State)), pieces.Select(v => (v.Owner, v.Number, v.State)));
        Assert.All(one.Zip(pieces), v => Assert.Equal(v.First.Ended, v.Second.Ended, 1e-9));
        Assert.Equal(400, one.Count + whole.Open.Count);
    }

    /// <summary>Half the compute, half the pace: with all of it ten units wait little, with half of it the load is 1.6 and the line grows.</summary>
    [Fact]
    public void Servers_work_as_far_as_there_is_compute()
    {
        var place = new Dispatch { Name = "calls", Units = 10, Work = 1 };
        var (full, half) = (Run(place, 8, 10).Over, Run(place, 8, 10, servedPpm: 500_000).Over);
        double Mean(List<Visit> over) => over.Where(v => v.State == VisitState.Finished).Average(v => v.Ended - v.Asked);
        Assert.True(Mean(half) > 20 * Mean(full), $"{Mean(full)} and {Mean(half)} seconds");
        Assert.InRange(half.Count / (double)full.Count, 0.5 * 10 / 8 - 0.02, 0.5 * 10 / 8 + 0.02);
    }

    /// <summary>Knowledge tracing: 1 − (1 − 0.2)(1 − 0.1)⁵ = 0.5276 after five exercises; with half the compute there are two, 0.3520.</summary>
    [Theory]
    [InlineData(1_000_000, 0.527608)]
    [InlineData(500_000, 0.352)]
    public void Five_exercises_bring_mastery_with_the_probability_of_knowledge_tracing(int servedPpm, double expected)
    {
        var place = new Education { Name = "course", Prior = 0.2, Learning = 0.1, Exercises = 5 };
        var meeting = Meet(place.Found(), place, 1, [new Guest(7, 0, 3600, servedPpm, servedPpm)], 3600);
        Assert.Equal(expected, meeting.Learnt.Single().Level, 1e-6);
        Assert.Equal(expected - 0.2, meeting.Tally.Value, 1e-6);
    }

    /// <summary>Elo: 400 points of strength are 10 to 1.</summary>
    [Fact]
    public void A_lead_of_four_hundred_points_wins_ten_of_eleven()
    {
        Assert.Equal(10 / 11.0, Game.WinShare(400), 1e-12);
        Assert.Equal(0.5, Game.WinShare(0), 1e-12);
        Assert.Equal(1, Game.WinShare(123) + Game.WinShare(-123), 1e-12);
    }

    [Fact]
    public void Of_each_pair_one_gains_what_the_other_loses_and_who_is_left_over_plays_alone()
    {
        var place = new Game { Name = "arena", Matches = new() { Stake = 0.25 } };
        var house = place.Found();
        for (var t = 1; t <= 20; t++)
        {
            var meeting = Meet(house, place, t, [.. Enumerable.Range(0, 101).Select(i => new Guest(i, 0, 3600, 1_000_000, 1_000_000))], 3600);
            Assert.Equal(101, meeting.Tally.Value);
            Assert.Equal((50, 50, 1), (meeting.Parts.Count(p => p.EnjoyedPpm == 1_250_000), meeting.Parts.Count(p => p.EnjoyedPpm == 750_000), meeting.Parts.Count(p => p.EnjoyedPpm == 1_000_000)));
        }
    }

    /// <summary>Two players, 4,000 matches: the share that the first wins is 1/(1 + 10^(−Δ/400)) within 3·√(p(1 − p)/n), Δ being how their strengths were drawn.</summary>
    [Fact]
    public void A_match_is_won_with_the_probability_of_the_lead_in_strength()
    {
        var place = new Game { Name = "arena", Matches = new() { StrengthSpread = 250, RatingStep = 0, Stake = 0.5 } };
        var (house, scene, wins, n) = (place.Found(), new Scene(1, 0, 3600), 0, 4000);
        for (var t = 1; t <= n; t++)
            if (Meet(house, place, t, [new Guest(3, 0, 60, 1_000_000, 1_000_000), new Guest(8, 0, 60, 1_000_000, 1_000_000)], 3600).Parts[0].EnjoyedPpm > 1_000_000) wins++;
        var p = Game.WinShare(place.Matches.Strength(scene.Draws("arena/strength", 3, 0)) - place.Matches.Strength(scene.Draws("arena/strength", 8, 0)));
        Assert.InRange(wins / (double)n, p - 3 * Math.Sqrt(p * (1 - p) / n), p + 3 * Math.Sqrt(p * (1 - p) / n));
    }

    /// <summary>Of n orders at a share s of compute ⌊n·s⌋ pass, and those held back wait whole ticks.</summary>
    [Theory]
    [InlineData(1_000_000, 300)]
    [InlineData(500_000, 150)]
    [InlineData(333_333, 99)]
    [InlineData(0, 0)]
    public void Orders_pass_in_proportion_to_the_compute_served(int servedPpm, int expected)
    {
        var place = new Marketplace { Name = "bazaar", Throughput = true };
        var meeting = Meet(place.Found(), place, 1, [.. Enumerable.Range(0, 100).Select(i => new Guest(i, 0, 900, servedPpm, servedPpm) { Orders = 3 })], 3600);
        Assert.Equal(expected, meeting.Tally.Value);
        Assert.Equal((expected, 300 - expected), (meeting.OrdersPassed!.Sum(), meeting.Tally.Refused));
    }

    [Fact]
    public void A_player_without_energy_waits_for_it_to_come_back()
    {
        var place = new Game { Name = "arena", Energy = new() { Hours = 1, Recovery = 0.25 } };
        var house = place.Found();
        var parts = Enumerable.Range(1, 4).Select(t => Meet(house, place, t, [new Guest(0, 0, 3600, 1_000_000, 1_000_000)], 3600).Parts[0].ServedPpm);
        Assert.Equal([1_000_000, 250_000, 250_000, 250_000], parts);
    }

    /// <summary>
    /// Rohlfs 1974: n(1 − n) = 0.2 at 0.2764, which is unstable, and 0.7236, which is stable; above a price of ¼ nobody stays. Of N tastes drawn the
    /// share that stays has a standard error of √(n(1 − n)/N)/(1 − p/n²): 0.0052 here at N = 20,000.
    /// </summary>
    [Theory]
    [InlineData(0.2, 0.30, 0.7236)]
    [InlineData(0.2, 0.95, 0.7236)]
    [InlineData(0.2, 0.25, 0)]
    [InlineData(0.26, 0.95, 0)]
    public void A_membership_settles_where_its_worth_to_the_last_member_is_its_price(double price, double founders, double expected)
    {
        var place = new Social { Name = "club", Membership = new() { Price = price, Founders = founders } };
        var (house, share) = (place.Found(), double.NaN);
        List<Guest> everybody = [.. Enumerable.Range(0, 20_000).Select(i => new Guest(i, 0, 600, 1_000_000, 1_000_000))];
        for (var t = 1; t <= 60; t++) share = Meet(house, place, t, everybody, 3600).Tally.Value;
        Assert.InRange(share, expected - 3 * 0.0052, expected + 3 * 0.0052);
    }

    /// <summary>Without an invitation nobody joins, and a few take longer to bring as many in.</summary>
    [Fact]
    public void Invitations_bring_members_in_one_after_the_other()
    {
        double After(double? invitations, int ticks)
        {
            var place = new Social { Name = "club", Membership = new() { Price = 0.05, Founders = 0.5, Invitations = invitations } };
            var (house, share) = (place.Found(), double.NaN);
            for (var t = 1; t <= ticks; t++)
                share = Meet(house, place, t, [.. Enumerable.Range(0, 2000).Where(i => t > 1 || i < 400).Select(i => new Guest(i, 0, 600, 1_000_000, 1_000_000))], 3600, active: 2000).Tally.Value;
            return share;
        }

        Assert.True(After(0, 6) < 0.2 && After(0.2, 6) > After(0, 6) && After(null, 6) > After(0.2, 6), $"{After(0, 6)}, {After(0.2, 6)}, {After(null, 6)}");
    }

    /// <summary>Who meets is served together, as far as the least served; without a quorum nobody is.</summary>
    [Theory]
    [InlineData(new[] { 1_000_000, 800_000, 500_000 }, 500_000)]
    [InlineData(new[] { 1_000_000, 800_000, 0 }, 0)]
    public void A_table_meets_together_or_not_at_all(int[] served, int together)
    {
        var place = new Meetings { Name = "room", Seats = 3, Quorum = 3 };
        var meeting = Meet(place.Found(), place, 1, [.. served.Select((ppm, i) => new Guest(i, 0, 3600, ppm, ppm))], 3600);
        Assert.All(meeting.Parts, part => Assert.Equal(new SessionPart(together, together), part));
        Assert.Equal(together * 3 / 1e6, meeting.Tally.Value, 1e-9);
    }

    /// <summary>Half the seats of six less one: ((3 − 1)/(6 − 1))^½; and at the half-latency half of it.</summary>
    [Fact]
    public void An_hour_is_worth_more_the_more_are_there_and_the_nearer_they_are()
    {
        var place = new Meetings { Name = "room", Seats = 6, Complementarity = 0.5, LatencyHalf = 200 };
        Assert.Equal(1, place.Worth(6, 0), 1e-12);
        Assert.Equal(Math.Sqrt(0.4), place.Worth(3, 0), 1e-12);
        Assert.Equal(0.5, place.Worth(6, 200), 1e-12);
    }

    /// <summary>Cobb–Douglas: a quarter of the compute and all of the skill make 0.25^½ = 0.5; what is rewarded and enjoyed goes by it.</summary>
    [Fact]
    public void Quality_follows_from_compute_and_skill()
    {
        var place = new Creation { Name = "studio", ComputeWeight = 0.5, LeastTalent = 1 };
        Assert.Equal(0.5, place.Quality(0.25, 1), 1e-12);
        var part = Meet(place.Found(), place, 1, [new Guest(0, 0, 3600, 250_000, 250_000)], 3600).Parts.Single();
        Assert.InRange(part.ServedPpm, 499_999, 500_000);
        Assert.InRange(part.EnjoyedPpm, 499_999, 500_000);
        Assert.Equal(0, Meet(place.Found(), place, 1, [new Guest(0, 0, 3600, 0, 0)], 3600).Parts.Single().ServedPpm);
    }

    /// <summary>
    /// Demand of 100 − fee hours, of which each costs 20: profit peaks at a fee of 60. A derivative follower with steps of 1 % of the fee and of a
    /// minor unit ends within two steps, 1.22 each.
    /// </summary>
    [Fact]
    public void The_fee_that_seeks_profit_ends_within_two_steps_of_its_peak()
    {
        var place = new Social { Name = "s", Fee = 25, Account = new() { KeepShare = 1, ComputeShare = 1, Pricing = new ProfitPricing { Step = 0.01, Every = 2 } } };
        var (house, fee, fees) = (place.Found(), 0.0, new List<double>());
        for (var t = 1; t <= 600; t++)
        {
            fee = ((SubsystemTerms)house.Answer(new Opening(t, place, default, 0))).Fee;
            var hours = Math.Max(0, 100 - fee);
            house.Answer(new Visits(t, place, 10, 100, hours, hours, hours, Paid: (long)(20 * hours), Money: 1_000_000));
            if (t > 400) fees.Add(fee);
        }

        Assert.All(fees, f => Assert.InRange(f, 60 - 2 * 1.24, 60 + 2 * 1.24));
    }

    /// <summary>90 − fee come, the target is 40: the fee rests at 50, from above and from below.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(85)]
    public void The_fee_of_congestion_rests_where_as_many_come_as_the_target(double start)
    {
        var place = new Social { Name = "s", Fee = start, Account = new() { Pricing = new CongestionPricing { Target = 40 } } };
        var (house, fee) = (place.Found(), 0.0);
        for (var t = 1; t <= 400; t++)
        {
            fee = ((SubsystemTerms)house.Answer(new Opening(t, place, default, 0))).Fee;
            var come = (int)Math.Round(Math.Max(0, 90 - fee));
            house.Answer(new Visits(t, place, come, 100, come, come, come, 0, 0));
        }

        Assert.InRange(fee, 49.5, 50.5);
    }

    private static Meeting Meet(Subsystem house, Place place, int tick, List<Guest> guests, int tickSeconds, int active = 0)
    {
        var hours = guests.Sum(g => g.Seconds / 3600.0);
        var served = guests.Sum(g => g.Seconds / 3600.0 * (g.ServedPpm / 1e6));
        return ((Attended)house.Answer(new Visits(tick, place, guests.Count, active > 0 ? active : guests.Count, hours, served, served, 0, 0)
        {
            Scene = new Scene(1, 0, tickSeconds) { Guests = guests },
        })).Meeting!;
    }

    /// <summary>Runs a place and lets go of the first tick, in which it fills.</summary>
    private static (List<Visit> Over, List<List<Visit>> ByTick) Run(ServingPlace place, double perSecond, int ticks, int servedPpm = 1_000_000)
    {
        var (house, byTick, owner) = (place.Found(), new List<List<Visit>>(), 0);
        for (var t = 1; t <= ticks; t++)
        {
            var (guests, random) = (new List<Guest>(), new PhiloxStream(1, Purpose.Arrivals, 0, t));
            for (var at = random.Exponential(); at < perSecond * TickSeconds; at += random.Exponential()) guests.Add(new Guest(owner++, 0, 60, servedPpm, servedPpm));
            byTick.Add([.. Meet(house, place, t, guests, TickSeconds).Over]);
        }

        byTick.RemoveAt(0);
        return ([.. byTick.SelectMany(v => v)], byTick);
    }
}
