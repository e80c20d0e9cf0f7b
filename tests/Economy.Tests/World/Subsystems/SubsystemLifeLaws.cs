using Economy.Actors;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Subsystems;
using Economy.World.Tick.Allocate;

namespace Economy.Tests.World.Subsystems;

/// <summary>Subsystems that bid for compute themselves, pay staff, go bankrupt, are rescued, enter and return. All amounts to the minor unit.</summary>
public sealed class SubsystemLifeLaws
{
    private const int Desk = 0;

    /// <summary>It bids no more for an hour than the hour earns it, and visitors pay no compute. A session is a whole number of milliseconds at least, so the sum of hours is exact to 1e-6.</summary>
    [Fact]
    public void On_its_own_account_it_bids_what_an_hour_earns_it()
    {
        var run = Run(new() { Endowment = 1_000_000, KeepShare = 0.5, Compute = ComputePayer.OwnAccount }, fee: 30, cpu: 2);
        Assert.DoesNotContain(run.Entries(Instrument.Compute), e => e.To == run.Account);
        foreach (var tick in run.Rows.Rows<SubsystemRow>().Where(r => r.Subsystem == "game"))
            Assert.InRange(run.Sum(tick.Tick, Instrument.Compute, from: run.Account), 0, 0.5 * 30 * tick.AttentionHours + 1e-6);
        Assert.True(run.Sum(Instrument.Compute, from: run.Account) > 0);
        Assert.Equal(0, Run(new() { Endowment = 1_000_000, Compute = ComputePayer.OwnAccount }, fee: 0, cpu: 2).Sum(Instrument.Compute, from: run.Account));
    }

    [Fact]
    public void On_its_own_account_it_bids_no_more_than_it_holds()
    {
        long Paid(long endowment)
        {
            var run = Run(new() { Endowment = endowment, KeepShare = 0, Compute = ComputePayer.OwnAccount, HourValue = 1000 }, fee: 0, cpu: 2);
            var paid = run.Sum(Instrument.Compute, from: run.Account);
            Assert.Equal(endowment - paid, run.Money);
            return paid;
        }

        Assert.InRange(Paid(200), 1, 200);
        Assert.True(Paid(100_000) > Paid(200));
    }

    /// <summary>Each worker gets its hours times the wage, rounded down: less than a unit each below the hours of all. A poor employer pays all it has, and no more.</summary>
    [Fact]
    public void Staff_is_paid_by_the_hour_as_far_as_the_money_goes()
    {
        var rich = Run(new() { Endowment = 1_000_000 }, wage: 90);
        foreach (var tick in rich.Rows.Rows<VisitRow>().Where(r => r.Subsystem == "job"))
            Assert.InRange(rich.Sum(tick.Tick, Instrument.Wage, from: rich.Account), 90 * tick.Value - tick.Finished, 90 * tick.Value + 1e-6);
        Assert.True(rich.Sum(Instrument.Wage, from: rich.Account) > 1000);
        var poor = Run(new() { Endowment = 500, KeepShare = 0 }, wage: 90);
        Assert.Equal((500, 0), (poor.Sum(Instrument.Wage, from: poor.Account), poor.Money));
    }

    /// <summary>A desk without staff of its own serves as far as others work there: seats are whole ones, of which the last works at the pace of the rest.</summary>
    [Fact]
    public void A_desk_has_as_many_servers_as_people_who_work_for_it()
    {
        int Finished(double wage, double taste) => Run(new() { Endowment = 1_000_000 }, wage: wage, staff: 0, taste: taste).Rows.Rows<VisitRow>().Where(r => r.Subsystem == "game").Sum(r => r.Finished);
        Assert.Equal(0, Finished(5000, taste: 0));
        Assert.True(Finished(5000, 0.01) > Finished(0, 0.01), $"{Finished(5000, 0.01)} against {Finished(0, 0.01)}");
        var rows = Run(new() { Endowment = 1_000_000 }, wage: 90, staff: 0).Rows;
        Assert.All(rows.Rows<SubsystemLifeRow>(), life => Assert.Equal(
            life.HoursWorked, rows.Rows<VisitRow>().Single(v => v.Subsystem == "job" && v.Tick == life.Tick).Value, 1e-9));
        Assert.All(rows.Rows<VisitRow>().Where(v => v.Subsystem == "game"), v => Assert.Equal(
            Math.Ceiling(rows.Rows<SubsystemLifeRow>().Single(l => l.Tick == v.Tick).HoursWorked), v.BusyHours + v.IdleHours, 1e-6));
    }

    /// <summary>Insolvent from the first tick, with a patience of three: it closes in the third, and again in the third after it returned with its endowment. Money M and n visitors cut off: ⌊M/n⌋ each, the rest to the treasury. It returns four ticks later.</summary>
    [Fact]
    public void A_bankrupt_place_cuts_off_its_visitors_pays_out_what_is_left_and_may_return()
    {
        var run = Run(new() { Endowment = 333, KeepShare = 0.5, Life = new() { Below = 1_000_000, Patience = 3, Again = 4, Leftovers = LeftoverRule.Visitors } }, fee: 5, work: 7200);
        var lives = run.Rows.Rows<SubsystemLifeRow>().Select(r => r.Standing).ToList();
        Assert.Equal(["open", "open", "bankrupt", "closed", "closed", "closed", "returned", "open", "open", "bankrupt"], lives[..10]);
        var (visits, accounts) = (run.Rows.Rows<VisitRow>().Where(r => r.Subsystem == "game").ToList(), run.Rows.Rows<SubsystemAccountRow>());
        Assert.True(visits[2].Before > 1);
        Assert.Equal((visits[2].Before, 0), (visits[2].CutOff, visits[2].After));
        var each = accounts[1].Closing / visits[2].Before;
        var paid = run.Entries(3, Instrument.Liquidation).ToList();
        Assert.All(paid, e => Assert.Equal(each, e.Amount));
        Assert.Equal(visits[2].Before * each, run.Rows.Rows<SubsystemLifeRow>()[2].PaidOut);
        Assert.Equal((0, -(accounts[1].Closing - each * visits[2].Before)), (accounts[2].Closing, accounts[2].Grants));
        Assert.All(run.Rows.Rows<SubsystemRow>().Where(r => r.Subsystem == "game" && r.Tick is >= 3 and <= 6), r => Assert.Equal(0, r.AttentionHours));
        Assert.True(run.Rows.Rows<SubsystemRow>().Single(r => r.Subsystem == "game" && r.Tick == 7).AttentionHours > 0);
        Assert.Equal(333, accounts[6].Grants);
    }

    /// <summary>It enters in its first tick with new money. An hour needs two cores, 40 at the cheapest pool: a fee of 41 is worth entering for, one of 40 is not.</summary>
    [Fact]
    public void It_enters_at_its_tick_and_where_an_hour_is_expected_to_earn_more_than_it_costs()
    {
        List<string> Standings(double fee, EntryRule entry) =>
            [.. Run(new() { Endowment = 50, Compute = ComputePayer.OwnAccount, Life = new() { From = 4, Until = 6, Entry = entry } }, fee).Rows.Rows<SubsystemLifeRow>().Select(r => r.Standing).Take(8)];
        Assert.Equal(["closed", "closed", "closed", "entered", "open", "open", "left", "closed"], Standings(0, EntryRule.Always));
        Assert.Equal(Standings(0, EntryRule.Always), Standings(41, EntryRule.Profit));
        Assert.All(Standings(40, EntryRule.Profit), s => Assert.Equal("closed", s));
        Assert.Equal(50, Run(new() { Endowment = 50, Life = new() { From = 4 } }).Rows.Rows<SubsystemLifeRow>()[3].Capital);
    }

    /// <summary>Whatever the fee: an hour that no pool can serve costs more than any.</summary>
    [Fact]
    public void It_does_not_enter_where_no_pool_can_serve_an_hour() => Assert.All(
        Run(new() { Endowment = 50, Compute = ComputePayer.OwnAccount, Life = new() { From = 4, Entry = EntryRule.Profit } }, fee: 1e6, cpu: 0)
            .Rows.Rows<SubsystemLifeRow>(), life => Assert.Equal("closed", life.Standing));

    /// <summary>Where people work and whom they work for close in the same tick: what the one holds goes to the treasury as what the other does.</summary>
    [Fact]
    public void A_workplace_that_closes_with_its_employer_is_wound_up()
    {
        AccountSpec account = new() { Endowment = 100, KeepShare = 0, Life = new() { Until = 5 } };
        var accounts = Run(account, jobs: account).Rows.Rows<SubsystemAccountRow>();
        Assert.Equal(["game", "job"], accounts.Where(r => r.Tick == 5 && r.Closing > 0).Select(r => r.Subsystem));
        Assert.All(accounts.Where(r => r.Tick > 5), r => Assert.Equal(0, r.Closing));
    }

    [Fact]
    public void The_treasury_rescues_whom_it_is_told_to()
    {
        AccountSpec Account(long rescue) => new() { Endowment = 400, KeepShare = 0, Life = new() { Below = 500, Patience = 2, Rescue = rescue } };
        Assert.Contains(Run(Account(0)).Rows.Rows<SubsystemLifeRow>(), r => r.Standing == "bankrupt");
        var rescued = Run(Account(200));
        Assert.All(rescued.Rows.Rows<SubsystemLifeRow>(), r => Assert.Equal("open", r.Standing));
        Assert.Equal(rescued.Money - 400, rescued.Sum(Instrument.Subsidy, to: rescued.Account));
    }

    /// <summary>What was only set beside the scenario changes nothing: a life that never ends is none.</summary>
    [Fact]
    public void A_life_without_an_end_changes_nothing() => Assert.Equal(
        Run(new() { Endowment = 500 }).Rows.Without<SubsystemLifeRow>().Transcript(),
        Run(new() { Endowment = 500, Compute = ComputePayer.PassedOn, Life = new() }).Rows.Without<SubsystemLifeRow>().Transcript());

    private static Outcome Run(AccountSpec account, double fee = 7, double wage = 0, int staff = 2, double work = 900, double taste = 0.5, double cpu = 40,
        AccountSpec? jobs = null)
    {
        var small = Worlds.WithDesk();
        SubsystemSpec[] places =
        [
            (ServiceDesk)small.Subsystems[Desk] with { Staff = staff, Assistants = 0, Work = work, Patience = null, ComplaintShare = 0, Fee = fee, Account = account, BurnShare = 0 },
            .. small.Subsystems.Skip(1).Select(s => s with { Account = null, Needs = new() }), new Workplace { Name = "job", Employer = "game", Wage = wage, Account = jobs },
        ];
        var scenario = small with
        {
            Subsystems = places, Issues = null, Pools = [small.Pools[0] with { Capacity = new() { Cpu = cpu } }, small.Pools[1] with { Capacity = new() { Cpu = cpu / 2, Gpu = 3 } }],
            Population = small.Population with
            {
                ChurnRate = 0, Types = [.. small.Population.Types.Select(t => t with { Preferences = new Dictionary<string, double>(t.Preferences) { ["job"] = taste } })],
            },
        };
        var (world, rows, book) = (new WorldModel(scenario), new MemorySink(), new JournalBook());
        using var stage = ActorRuns.Stage(world, 1, 3);
        var simulator = new Simulator(world, stage, Policies.Of(scenario.Allocation), rows, book);
        simulator.Run();
        var own = world.Chart.Subsystem(Desk);
        return new(rows, book.Journals, own, simulator.Ledger[own, TokenId.Currency]);
    }

    private sealed record Outcome(MemorySink Rows, List<TickJournal> Journals, AccountId Account, long Money)
    {
        public IEnumerable<Entry> Entries(Instrument what) => Journals.SelectMany(j => j.Entries.ToArray()).Where(e => e.Instrument == what);

        public IEnumerable<Entry> Entries(int tick, Instrument what) => Journals.Single(j => j.Tick == tick).Entries.ToArray().Where(e => e.Instrument == what);

        public long Sum(int tick, Instrument what, AccountId from) => Entries(tick, what).Where(e => e.From == from).Sum(e => e.Amount);

        public long Sum(Instrument what, AccountId? from = null, AccountId? to = null) =>
            Entries(what).Where(e => (from is null || e.From == from) && (to is null || e.To == to)).Sum(e => e.Amount);
    }
}
