using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Money;

namespace Economy.World.Tick.Post;

/// <summary>
/// 6 Post: everything that moves in a tick, in one journal and in one order: what is due, what was bought, what was earned. Participants
/// spend what they held before the tick, subsystems and the treasury what they hold at the entry, so no prefix of the journal overdraws an account.
/// </summary>
internal sealed class Posting(WorldModel world, TickState tick) : IStep, IResumable
{
    private static readonly TokenId Money = TokenId.Currency;
    private readonly ChartOfAccounts chart = world.Chart;
    private readonly Journal journal = tick.Journal;
    private readonly PublicPurse purse = new(world, tick);
    private readonly Relief relief = new(world.Subsystems.Length);
    private readonly Revenue revenue = new(world, tick);
    private readonly Encounters encounters = new(world, tick);
    private readonly WorkInProgress work = new(world.Assets.Length);

    /// <summary>Fees of the tick by subsystem, minor units.</summary>
    public long[] Fees { get; } = new long[world.Subsystems.Length];

    /// <summary>Part of <see cref="Fees"/> that the subsystem keeps.</summary>
    public long[] FeesKept { get; } = new long[world.Subsystems.Length];

    /// <summary>Wages, grants, and what closed subsystems leave.</summary>
    public PlaceMoney Places { get; } = new(world, tick);

    /// <summary>Assets that were begun and are not delivered yet.</summary>
    public WorkInProgress Work => work;

    /// <summary>Rent that subsystems pay to those who hold assets.</summary>
    public Rents Rents { get; } = new(world, tick);

    /// <summary>Clicks that subsystems pay recommenders for.</summary>
    public Advertising Advertising { get; } = new(world, tick);

    /// <summary>Burnt part of <see cref="Fees"/>.</summary>
    public long[] FeesBurnt { get; } = new long[world.Subsystems.Length];

    /// <summary>Rewards of the tick by subsystem, minor units.</summary>
    public long[] Rewards { get; } = new long[world.Subsystems.Length];

    /// <summary>Payments of the tick to each pool, then to each issue, minor units.</summary>
    public long[] PoolRevenue { get; } = new long[world.Pools.Count + world.Issues.Count];

    /// <summary>What the treasury paid for what regions told one another, minor units.</summary>
    public long PaidForExchange => ForExchange.Sum();

    /// <summary>The part of <see cref="PoolRevenue"/> that the treasury paid each pool for what its region sent, minor units.</summary>
    public long[] ForExchange { get; } = new long[world.Pools.Count];

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Posted = this;
        purse.Budget();
        purse.Levy();
        Compute();
        Issue();
        Fee();
        Rents.Pay();
        Advertising.Pay(tick.Proposals, FeeOf);
        Trades();
        Assets();
        work.Deliver(tick);
        purse.BeforeIncome();
        Reward();
        Places.PayWages();
        PayForExchange();
        revenue.Distribute(PoolRevenue);
        purse.Withhold();
        purse.Pay();
        Places.Grant();
        encounters.Meet();
        tick.Population.Bequeath(tick);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state) => work.Save(state);

    /// <inheritdoc />
    public void Restore(BinaryReader state) => work.Restore(state);

    /// <summary>Sessions pay their subsystem, which pays the pools and may take over a part; jobs pay the pool.</summary>
    private void Compute()
    {
        var (allocation, jobs) = (tick.Allocation, tick.Jobs);
        journal.Open();
        relief.Begin(tick.Attendance);
        if (relief.IsNone) Sessions(Instrument.Compute, paying: true, (in _, t) => allocation.Payment[t]);
        else Relieved(allocation.Tasks, allocation.Payment);
        for (var k = 0; k < chart.Subsystems; k++)
            for (var j = 0; j < world.Pools.Count; j++)
                journal.Move(chart.Subsystem(k), chart.Provider(j), Money, allocation.SessionPayments[k * world.Pools.Count + j],
                    Instrument.Compute);
        for (var j = 0; j < world.Pools.Count; j++)
            journal.Move(AccountId.Treasury, chart.Provider(j), Money, allocation.PublicPayments[j], Instrument.Compute);
        foreach (var due in jobs.Payments)
            journal.Move(chart.Participant(due.Owner), chart.Provider(due.Pool), Money, due.Amount, Instrument.Compute);
        CountRevenue();
    }

    /// <summary>What a visitor is relieved of depends on those before it: one after the other.</summary>
    private void Relieved(TaskList tasks, ReadOnlySpan<long> payment)
    {
        for (var t = 0; t < tasks.Count; t++)
        {
            ref readonly var task = ref tasks[t];
            if (task.IsSession) journal.Move(chart.Participant(task.Owner), chart.Subsystem(task.Subsystem), Money,
                payment[t] - relief.Of(task.Subsystem, payment[t]), Instrument.Compute);
        }
    }

    /// <summary>
    /// An entry of every session, between its participant and its subsystem or the mint; cell by cell on several threads: those of a
    /// participant are all in its cell.
    /// </summary>
    /// <param name="instrument">What it is.</param>
    /// <param name="paying">Whether the participant pays the subsystem; else the mint pays it.</param>
    /// <param name="amount">Of a session, by its row.</param>
    /// <param name="sums">Filled with the sums by subsystem; null where nobody asks.</param>
    private void Sessions(Instrument instrument, bool paying, SessionAmount amount, long[]? sums = null)
    {
        var tasks = tick.Allocation.Tasks;
        sums?.AsSpan().Clear();
        journal.InParts(tasks.Cells, cell => tasks.Of(cell).Length, (cell, part) =>
        {
            var row = tasks.First(cell);
            Span<long> ofCell = stackalloc long[world.Subsystems.Length];
            ofCell.Clear();
            foreach (ref readonly var task in tasks.Of(cell))
            {
                if (task.IsSession)
                {
                    var (participant, moved) = (chart.Participant(task.Owner), amount(task, row));
                    ofCell[task.Subsystem] += moved;
                    if (paying) part.Move(participant, chart.Subsystem(task.Subsystem), Money, moved, instrument);
                    else part.Move(AccountId.Mint, participant, Money, moved, instrument);
                }

                row++;
            }

            if (sums is null) return;
            lock (sums)
            {
                for (var k = 0; k < sums.Length; k++) sums[k] += ofCell[k];
            }
        });
    }

    private void CountRevenue()
    {
        PoolRevenue.AsSpan().Clear();
        var paid = tick.Allocation.SessionPayments;
        for (var p = 0; p < paid.Length; p++) PoolRevenue[p % world.Pools.Count] += paid[p];
        for (var j = 0; j < world.Pools.Count; j++) PoolRevenue[j] += tick.Allocation.PublicPayments[j];
        foreach (var due in tick.Jobs.Payments) PoolRevenue[due.Pool] += due.Amount;
    }

    /// <summary>Delivery versus payment, unit by unit.</summary>
    private void Issue()
    {
        foreach (var sale in tick.Allocation.Sales)
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
    private void Fee()
    {
        var subsystems = tick.Rules.Subsystems;
        journal.Open();
        Sessions(Instrument.Fee, paying: true, FeeOf, Fees);
        for (var k = 0; k < Fees.Length; k++)
        {
            FeesKept[k] = subsystems[k].Account is { } account ? Dues.Part(account.KeepShare, Fees[k]) : 0;
            FeesBurnt[k] = Dues.Part(subsystems[k].BurnShare, Fees[k] - FeesKept[k]);
            journal.Move(chart.Subsystem(k), AccountId.Mint, Money, FeesBurnt[k], Instrument.Burn);
            journal.Move(chart.Subsystem(k), AccountId.Treasury, Money, Fees[k] - FeesKept[k] - FeesBurnt[k], Instrument.Fee);
        }
    }

    private long FeeOf(in TaskProposal session, int row) =>
        (long)Math.Floor(tick.Board.Terms[session.Subsystem].Fee * Hours(session, tick.Outcomes.ServedPpm[row]));

    private void Trades()
    {
        var markets = tick.Trading;
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
            var (buyer, seller) = (purse.AccountOf(trade.Buyer), purse.AccountOf(trade.Seller));
            journal.Move(seller, buyer, WorldModel.Token(markets.Asset[trade.Market]), trade.Quantity, Instrument.Delivery);
            journal.Move(buyer, seller, Money, trade.Notional, Instrument.Trade);
            journal.Move(buyer, AccountId.Treasury, Money, trade.Tax, Instrument.TransactionTax);
            journal.Move(buyer, AccountId.Mint, Money, trade.FeeBurnt, Instrument.NetworkFee);
            journal.Move(buyer, AccountId.Treasury, Money, trade.Tip, Instrument.NetworkFee);
            taxed += trade.Tax;
        }

        if (hasBlocks) journal.OpenBlock();
        journal.Open();
        journal.Move(AccountId.Treasury, AccountId.Mint, Money, Dues.Part(tick.Rules.Money.BurnShare, taxed), Instrument.Burn);
        purse.LevyTrades(markets.Trades);
        purse.UseUp();
    }

    private void Assets()
    {
        journal.Open();
        var results = tick.Results;
        journal.InParts(results.Count, cell => results[cell].Assets.Span.Length, (cell, part) =>
        {
            foreach (ref readonly var change in results[cell].Assets.Span)
            {
                var (account, token) = (chart.Participant(change.Owner), WorldModel.Token(change.Asset));
                if (change.Units < 0) part.Move(account, AccountId.Mint, token, -change.Units, Instrument.Consumption);
                else part.Move(AccountId.Mint, account, token, change.Units, Instrument.Production);
            }
        });
    }

    private void Reward()
    {
        var (outcomes, factor) = (tick.Outcomes, tick.Board.RewardFactor);
        journal.Open();
        Sessions(Instrument.Reward, paying: false,
            (in task, t) => (long)Math.Floor(tick.Board.Terms[task.Subsystem].Reward * factor * Hours(task, outcomes.ServedPpm[t])),
            Rewards);
    }

    /// <summary>
    /// The treasury pays pools for what their regions sent, in their order, before it grants: out of what is not set aside for others.
    /// </summary>
    private void PayForExchange()
    {
        ForExchange.AsSpan().Clear();
        if (tick.Allocation.Feedback.Exchanged is not { } exchanged || !exchanged.Due.AsSpan().ContainsAnyExcept(0)) return;
        journal.Open();
        for (var j = 0; j < exchanged.Due.Length; j++)
        {
            var paid = Math.Clamp(tick.Ledger[AccountId.Treasury, Money] - purse.Budgeted, 0, exchanged.Due[j]);
            journal.Move(AccountId.Treasury, chart.Provider(j), Money, paid, Instrument.Compute);
            PoolRevenue[j] += paid;
            ForExchange[j] = paid;
        }
    }

    /// <summary>Hours of a session that were served.</summary>
    private static double Hours(in TaskProposal task, int ppm) => task.Seconds / 3600.0 * (ppm / 1e6);
}
