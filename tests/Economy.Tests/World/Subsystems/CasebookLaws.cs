using Economy.Core.State;
using Economy.World.Randomness;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Subsystems;

/// <summary>A desk that retrieves the nearest of the cases that it has finished. Tolerances were stated before the first run.</summary>
public sealed class CasebookLaws
{
    /// <summary>
    /// Twenty topics alike, no noise, β so great that the nearest case alone is recalled: a visit is known where its topic was among the n finished,
    /// with probability 1 − (1 − 1/20)ⁿ. Mean of 400 books, four standard errors.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    public void What_is_known_grows_as_topics_are_collected(int n)
    {
        var spec = new CaseSpec { Topics = 20, Skew = 0, Noise = 0, Beta = 1000 };
        var known = Enumerable.Range(0, 400).Average(seed =>
        {
            var (book, random) = (new Casebook(spec), new PhiloxStream((ulong)seed, Purpose.Visit, 0, 0));
            for (var i = 0; i < n; i++) book.Add(book.Draw(ref random));
            return book.Known(book.Draw(ref random), spec.Beta);
        });
        var expected = 1 - Math.Pow(0.95, n);
        Assert.Equal(expected, known, 4 * Math.Sqrt(expected * (1 - expected) / 400));
    }

    /// <summary>At β = 0 all cases are recalled alike: what is known is the share of the topic among them, exactly. Noise takes from what a great β recalls.</summary>
    [Fact]
    public void Without_retrieval_all_cases_count_alike_and_noise_misleads()
    {
        double Known(double noise, double beta, out double share)
        {
            var (book, random) = (new Casebook(new CaseSpec { Topics = 5, Skew = 0, Noise = noise }), new PhiloxStream(5, Purpose.Visit, 0, 0));
            Case[] cases = [.. Draws(book, ref random, 200)];
            foreach (var solved in cases) book.Add(solved);
            var asked = Draws(book, ref random, 50);
            share = asked.Average(a => cases.Count(c => c.Topic == a.Topic) / 200.0);
            return asked.Average(a => book.Known(a, beta));
        }

        Assert.Equal(Known(0.5, 0, out var share), share, 1e-12);
        Assert.Equal(1, Known(0, 1000, out _), 1e-9);
        Assert.True(Known(3, 20, out _) < 0.9 * Known(0.2, 20, out _));
    }

    /// <summary>One topic and a saving of a half: the first visit takes its 100 seconds, and all that ask once it is finished 50.</summary>
    [Fact]
    public void A_visit_like_one_that_was_finished_takes_less_work()
    {
        var desk = new ServiceDesk { Name = "desk", Staff = 5, Work = 100, WorkSpread = Spread.None, Cases = new() { Topics = 1, Noise = 0, Saving = 0.5 } };
        var times = Run(desk, 4, 4).Select(v => (v.Owner, v.Ended - v.Started)).ToList();
        Assert.All(times.Where(v => v.Owner < 10), v => Assert.Equal(100, v.Item2, 1e-6));
        Assert.All(times.Where(v => v.Owner >= 10), v => Assert.Equal(50, v.Item2, 1e-6));
        Assert.True(times.Count(v => v.Owner >= 10) > 5);
    }

    /// <summary>A desk without cases, one whose cases save nothing, and one that was saved and restored between all ticks.</summary>
    [Fact]
    public void Cases_that_save_nothing_change_nothing_and_a_book_goes_on_where_it_was_stopped()
    {
        var plain = new ServiceDesk { Name = "desk", Staff = 2, Work = 100, Patience = 300 };
        (int, double, double)[] Of(ServiceDesk desk, bool stops) => [.. Run(desk, 8, 6, stops).Select(v => (v.Owner, v.Started, v.Ended))];
        Assert.Equal(Of(plain, false), Of(plain with { Cases = new() { Saving = 0 } }, false));
        var cases = plain with { Cases = new() { Topics = 3, Memory = 7 } };
        Assert.NotEqual(Of(plain, false), Of(cases, false));
        Assert.Equal(Of(cases, false), Of(cases, true));
    }

    private static List<Case> Draws(Casebook book, ref PhiloxStream random, int count)
    {
        var cases = new List<Case>();
        for (var c = 0; c < count; c++) cases.Add(book.Draw(ref random));
        return cases;
    }

    /// <summary>The visits that were finished: so many new guests a tick of 1,000 seconds, numbered from 10 times the tick less 10 on.</summary>
    private static List<Visit> Run(ServiceDesk desk, int guests, int ticks, bool stops = false)
    {
        var (house, over) = (desk.Found(), new List<Visit>());
        for (var t = 1; t <= ticks; t++)
        {
            List<Guest> here = [.. Enumerable.Range(10 * (t - 1), guests).Select(i => new Guest(i, 0, 1000, 1_000_000, 1_000_000))];
            var hours = guests * 1000 / 3600.0;
            var visits = new Visits(t, desk, guests, guests, hours, hours, hours, 0, 0) { Scene = new Scene(7, 0, 1000) { Guests = here } };
            over.AddRange(((Attended)house.Answer(visits)).Meeting!.Over);
            if (!stops) continue;
            using var state = new MemoryStream();
            ((IResumable)house).Save(new BinaryWriter(state));
            state.Position = 0;
            house = desk.Found();
            ((IResumable)house).Restore(new BinaryReader(state));
        }

        return [.. over.Where(v => v.State == VisitState.Finished)];
    }
}
