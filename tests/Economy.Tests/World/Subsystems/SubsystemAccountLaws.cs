using Economy.Actors;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Subsystems;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Subsystems;

/// <summary>Subsystems with money of their own.</summary>
public sealed class SubsystemAccountLaws
{
    private const int Social = 1;
    private static readonly AccountSpec Rich = new() { Endowment = 100_000_000, ComputeShare = 1 };

    [Fact]
    public void What_it_holds_is_what_it_was_given_and_kept_less_what_it_paid()
    {
        var run = Run(new() { Endowment = 800, KeepShare = 0.5, ComputeShare = 0.5, Grant = 20, Pricing = new BreakEven(), Rent = new Dictionary<string, long> { ["ore"] = 1 } });
        var (kept, granted, relieved, endowed, rented) = (0L, 0L, 0L, 0L, 0L);
        foreach (var journal in run.Journals)
        {
            var entries = journal.Entries.ToArray();
            long In(Instrument what) => entries.Where(e => e.To == run.Account && e.Instrument == what && e.Token == TokenId.Currency).Sum(e => e.Amount);
            long Out(Instrument what) => entries.Where(e => e.From == run.Account && e.Instrument == what && e.Token == TokenId.Currency).Sum(e => e.Amount);
            (endowed, granted) = (endowed + In(Instrument.Endowment), granted + In(Instrument.Subsidy));
            kept += In(Instrument.Fee) - Out(Instrument.Fee) - Out(Instrument.Burn);
            rented += Out(Instrument.Rent);
            relieved += Out(Instrument.Compute) - In(Instrument.Compute);
        }

        Assert.Equal(800, endowed);
        Assert.True(kept > 0 && granted > 0 && relieved > 0 && rented > 0, $"kept {kept}, granted {granted}, relieved {relieved}, rented {rented}");
        Assert.Equal(endowed + kept + granted - relieved - rented, run.Money);
    }

    [Fact]
    public void Where_it_pays_for_compute_its_visitors_do_not()
    {
        var run = Run(Rich);
        var paid = run.Journals.SelectMany(j => j.Entries.ToArray()).Where(e => e.Instrument == Instrument.Compute).ToList();
        Assert.DoesNotContain(paid, e => e.To == run.Account);
        Assert.Equal(run.Rows.Rows<SubsystemRow>().Where(r => r.Subsystem == "social").Sum(r => r.ComputePaid), paid.Where(e => e.From == run.Account).Sum(e => e.Amount));
    }

    /// <summary>They see it in the price of the tick before: sessions cost less, so more of them come.</summary>
    [Fact]
    public void Where_it_pays_for_compute_more_come() => Assert.True(
        Hours(Run(Rich)) > Hours(Run(Rich with { ComputeShare = 0 })), "free compute drew nobody");

    [Fact]
    public void What_its_account_cannot_bear_its_visitors_pay()
    {
        var run = Run(new() { Endowment = 30, KeepShare = 0, ComputeShare = 1 });
        Assert.Equal(0, run.Money);
        var later = run.Journals.Where(j => j.Tick > 6).SelectMany(j => j.Entries.ToArray()).Where(e => e.Instrument == Instrument.Compute).ToList();
        Assert.True(later.Where(e => e.From == run.Account).Sum(e => e.Amount) > 0);
        Assert.Equal(later.Where(e => e.From == run.Account).Sum(e => e.Amount), later.Where(e => e.To == run.Account).Sum(e => e.Amount));
    }

    [Fact]
    public void An_account_that_takes_and_gives_nothing_changes_nothing() =>
        Assert.Equal(Run(null).Rows.Transcript(), Run(new() { KeepShare = 0 }).Rows.Without<SubsystemAccountRow>().Transcript());

    /// <summary>f_t = f* + (1 − s)^t·(f₀ − f*) at constant cost and attendance; f* = 240 / (0.5 · 8) = 60. In floating point, within 1e-9.</summary>
    [Fact]
    public void Break_even_closes_in_on_the_average_cost_at_its_speed()
    {
        var place = new Social { Name = "s", Fee = 10, Account = new() { KeepShare = 0.5, ComputeShare = 0.5, Pricing = new BreakEven { Speed = 0.25 } } };
        var subsystem = place.Found();
        for (var t = 0; t < 40; t++)
        {
            var terms = (SubsystemTerms)subsystem.Answer(new Opening(t, place, default, 0));
            Assert.Equal(60 + Math.Pow(0.75, t) * (10 - 60), terms.Fee, 1e-9);
            var attended = (Attended)subsystem.Answer(new Visits(t, place, 20, 100, 10, 8, 8, Paid: 480, Money: t));
            Assert.Equal(Math.Min(240, t), attended.Covered);
        }
    }

    /// <summary>The fee follows the cost with a lag of 1/speed ticks, so that over many ticks what is kept is what is spent: within a tenth here, with amounts so large that rounding down each fee is nothing.</summary>
    [Fact]
    public void At_break_even_it_neither_grows_rich_nor_poor()
    {
        var run = Run(new() { Endowment = 20_000_000, ComputeShare = 1, Pricing = new BreakEven { Speed = 0.3 } }, ticks: 120, churn: 0, scale: 1000);
        var rows = run.Rows.Rows<SubsystemRow>().Where(r => r.Subsystem == "social" && r.Tick > 40).ToList();
        Assert.InRange(rows.Sum(r => (double)r.Fee) / rows.Sum(r => (double)r.ComputePaid), 0.9, 1.1);
    }

    private static double Hours(Outcome run) => run.Rows.Rows<SubsystemRow>().Where(r => r.Subsystem == "social").Sum(r => r.AttentionHours);

    private static Outcome Run(AccountSpec? account, int ticks = 12, double churn = 0.01, double scale = 1)
    {
        var small = Worlds.Small();
        SubsystemSpec[] places = [.. small.Subsystems];
        places[Social] = places[Social] with { Account = account, Fee = 5 };
        var scenario = small with
        {
            Ticks = ticks, Subsystems = places, Issues = null,
            Population = small.Population with
            {
                ChurnRate = churn, Types = [.. small.Population.Types.Select(t => t with { Wealth = t.Wealth with { Mean = t.Wealth.Mean * scale }, MoneyReference = t.MoneyReference * scale })],
            },
        };
        var (world, rows, book) = (new WorldModel(scenario), new MemorySink(), new JournalBook());
        using var stage = ActorRuns.Stage(world, 1, 3);
        var simulator = new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, book);
        simulator.Run();
        var own = world.Chart.Subsystem(Social);
        return new(rows, book.Journals, own, simulator.Ledger[own, TokenId.Currency]);
    }

    private sealed record Outcome(MemorySink Rows, List<TickJournal> Journals, AccountId Account, long Money);
}
