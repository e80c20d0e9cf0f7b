using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Allocate;
using Economy.World.Decide;
using Economy.World.Behaviours;
using Economy.World.Markets;

namespace Economy.World.Post;

/// <summary>
/// Everything that moves in a tick, in one journal and in one order: what is due, what was bought, what was earned. Spending
/// comes out of money held before the tick, so no prefix of the journal overdraws an account.
/// </summary>
internal sealed class Posting(WorldModel world, Ledger ledger, Journal journal)
{
    private static readonly TokenId Money = TokenId.Currency;
    private readonly MoneySpec rules = world.Scenario.Money;
    private readonly ChartOfAccounts chart = world.Chart;
    private readonly Revenue revenue = new(world, journal);
    private readonly Encounters encounters = new(world, ledger, journal);

    /// <summary>Fees of the tick by subsystem, minor units.</summary>
    public long[] Fees { get; } = new long[world.Subsystems.Length];

    /// <summary>Burnt part of <see cref="Fees"/>.</summary>
    public long[] FeesBurnt { get; } = new long[world.Subsystems.Length];

    /// <summary>Rewards of the tick by subsystem, minor units.</summary>
    public long[] Rewards { get; } = new long[world.Subsystems.Length];

    /// <summary>Payments of the tick to each pool, then to each issue, minor units.</summary>
    public long[] PoolRevenue { get; } = new long[world.Pools.Count + world.Issues.Count];

    /// <summary>Posts a tick.</summary>
    public void Post(Snapshot snapshot, IReadOnlyList<Results> results, Allocation allocation, Outcomes outcomes, JobTable jobs, MarketHall markets, Population population)
    {
        var active = population.Active;
        var subsidies = Dues.Part(rules.TreasuryPayout, ledger[AccountId.Treasury, Money]);
        Levy(active);
        Compute(allocation, jobs);
        Issue(allocation);
        Fee(allocation, outcomes);
        Trades(markets);
        Assets(results);
        Reward(allocation, outcomes, snapshot.RewardFactor);
        revenue.Distribute(PoolRevenue, population);
        Subsidise(subsidies, active);
        Ramp(active);
        encounters.Meet(snapshot.Tick, active);
    }

    /// <summary>Creates the holdings of participants as they enter.</summary>
    public void Endow(int participant, long money)
    {
        journal.Open();
        var account = chart.Participant(participant);
        journal.Move(AccountId.Mint, account, Money, money, Instrument.Endowment);
        var holdings = world.Types[world.TypeOf[participant]].Holdings;
        for (var a = 0; a < world.Assets.Length; a++)
            journal.Move(AccountId.Mint, account, WorldModel.Token(a), holdings.GetValueOrDefault(world.Assets[a].Name), Instrument.Endowment);
    }

    private void Levy(List<int> active)
    {
        journal.Open();
        var levied = 0L;
        foreach (var i in active)
        {
            var account = chart.Participant(i);
            var money = ledger[account, Money];
            var upkeep = Dues.Upkeep(world.Types[world.TypeOf[i]], money);
            var tax = Dues.WealthTax(rules, money, upkeep);
            journal.Move(account, AccountId.Treasury, Money, upkeep, Instrument.Upkeep);
            journal.Move(account, AccountId.Treasury, Money, tax, Instrument.WealthTax);
            levied += upkeep + tax;
        }

        journal.Move(AccountId.Treasury, AccountId.Mint, Money, Dues.Part(rules.BurnShare, levied), Instrument.Burn);
    }

    /// <summary>Sessions pay their subsystem, which pays the pools; jobs pay the pool.</summary>
    private void Compute(Allocation allocation, JobTable jobs)
    {
        journal.Open();
        var tasks = allocation.Tasks;
        var payment = allocation.Payment;
        for (var t = 0; t < tasks.Count; t++)
        {
            ref readonly var task = ref tasks[t];
            if (task.IsSession) journal.Move(chart.Participant(task.Owner), chart.Subsystem(task.Source), Money, payment[t], Instrument.Compute);
        }

        for (var k = 0; k < chart.Subsystems; k++)
            for (var j = 0; j < world.Pools.Count; j++)
                journal.Move(chart.Subsystem(k), chart.Provider(j), Money, allocation.SessionPayments[k * world.Pools.Count + j], Instrument.Compute);
        foreach (var due in jobs.Payments)
            journal.Move(chart.Participant(due.Owner), chart.Provider(due.Pool), Money, due.Amount, Instrument.Compute);
        CountRevenue(allocation, jobs);
    }

    private void CountRevenue(Allocation allocation, JobTable jobs)
    {
        PoolRevenue.AsSpan().Clear();
        for (var p = 0; p < allocation.SessionPayments.Length; p++) PoolRevenue[p % world.Pools.Count] += allocation.SessionPayments[p];
        foreach (var due in jobs.Payments) PoolRevenue[due.Pool] += due.Amount;
    }

    /// <summary>Delivery versus payment, unit by unit.</summary>
    private void Issue(Allocation allocation)
    {
        foreach (var sale in allocation.Sales)
        {
            journal.Open();
            var (buyer, issue) = (chart.Participant(sale.Owner), world.Issues[sale.Issue]);
            var seller = issue.Spec.Owner is null ? AccountId.Treasury : chart.Provider(world.Pools.Count + sale.Issue);
            journal.Move(buyer, seller, Money, sale.Payment, Instrument.Issue);
            journal.Move(AccountId.Mint, buyer, WorldModel.Token(issue.Asset), 1, Instrument.Issue);
            PoolRevenue[world.Pools.Count + sale.Issue] += sale.Payment;
        }
    }

    /// <summary>Fees come out of what was set aside at Decide: for the whole session, of which at most all was served.</summary>
    private void Fee(Allocation allocation, Outcomes outcomes)
    {
        journal.Open();
        Fees.AsSpan().Clear();
        for (var t = 0; t < allocation.Tasks.Count; t++)
        {
            ref readonly var task = ref allocation.Tasks[t];
            if (!task.IsSession) continue;
            var fee = (long)Math.Floor(world.Subsystems[task.Source].Fee * Hours(task, outcomes.ServedPpm[t]));
            Fees[task.Source] += fee;
            journal.Move(chart.Participant(task.Owner), chart.Subsystem(task.Source), Money, fee, Instrument.Fee);
        }

        for (var k = 0; k < Fees.Length; k++)
        {
            FeesBurnt[k] = Dues.Part(world.Subsystems[k].BurnShare, Fees[k]);
            journal.Move(chart.Subsystem(k), AccountId.Mint, Money, FeesBurnt[k], Instrument.Burn);
            journal.Move(chart.Subsystem(k), AccountId.Treasury, Money, Fees[k] - FeesBurnt[k], Instrument.Fee);
        }
    }

    private void Trades(MarketHall markets)
    {
        var (taxed, block, ofBlock) = (0L, 0, 0);
        var hasBlocks = markets.Blocks.Count > 0 && markets.Trades.Count > 0;
        foreach (var trade in markets.Trades)
        {
            if (hasBlocks && ofBlock-- == 0)
            {
                while (markets.Blocks[block].Trades == 0) block++;
                ofBlock = markets.Blocks[block++].Trades - 1;
                journal.OpenBlock();
            }

            journal.Open();
            var (buyer, seller) = (chart.Participant(trade.Buyer), chart.Participant(trade.Seller));
            journal.Move(seller, buyer, WorldModel.Token(markets.Asset[trade.Market]), trade.Quantity, Instrument.Delivery);
            journal.Move(buyer, seller, Money, trade.Notional, Instrument.Trade);
            journal.Move(buyer, AccountId.Treasury, Money, trade.Tax, Instrument.TransactionTax);
            journal.Move(buyer, AccountId.Mint, Money, trade.FeeBurnt, Instrument.NetworkFee);
            journal.Move(buyer, AccountId.Treasury, Money, trade.Tip, Instrument.NetworkFee);
            taxed += trade.Tax;
        }

        if (hasBlocks) journal.OpenBlock();
        journal.Open();
        journal.Move(AccountId.Treasury, AccountId.Mint, Money, Dues.Part(rules.BurnShare, taxed), Instrument.Burn);
    }

    private void Assets(IReadOnlyList<Results> results)
    {
        journal.Open();
        foreach (var cell in results)
        {
            foreach (ref readonly var change in cell.Assets.Span)
            {
                var (account, token) = (chart.Participant(change.Owner), WorldModel.Token(change.Asset));
                if (change.Units < 0) journal.Move(account, AccountId.Mint, token, -change.Units, Instrument.Consumption);
                else journal.Move(AccountId.Mint, account, token, change.Units, Instrument.Production);
            }
        }
    }

    private void Reward(Allocation allocation, Outcomes outcomes, double factor)
    {
        journal.Open();
        Rewards.AsSpan().Clear();
        for (var t = 0; t < allocation.Tasks.Count; t++)
        {
            ref readonly var task = ref allocation.Tasks[t];
            if (!task.IsSession) continue;
            var reward = (long)Math.Floor(world.Subsystems[task.Source].Reward * factor * Hours(task, outcomes.ServedPpm[t]));
            Rewards[task.Source] += reward;
            journal.Move(AccountId.Mint, chart.Participant(task.Owner), Money, reward, Instrument.Reward);
        }
    }

    private void Subsidise(long total, List<int> active)
    {
        journal.Open();
        if (active.Count == 0) return;
        var each = total / active.Count;
        foreach (var i in active) journal.Move(AccountId.Treasury, chart.Participant(i), Money, each, Instrument.Subsidy);
    }

    private void Ramp(List<int> active)
    {
        if (rules.RampIn == 0 && rules.RampOut == 0) return;
        journal.Open();
        foreach (var i in active)
        {
            var account = chart.Participant(i);
            var above = ledger[account, Money] - world.Types[world.TypeOf[i]].MoneyReference;
            if (above > 0) journal.Move(account, AccountId.Mint, Money, Dues.Part(rules.RampOut, (long)above), Instrument.Ramp);
            journal.Move(AccountId.Mint, account, Money, rules.RampIn, Instrument.Ramp);
        }
    }

    /// <summary>Hours of a session that were served.</summary>
    private static double Hours(in TaskProposal task, int ppm) => task.Seconds / 3600.0 * (ppm / 1e6);
}
