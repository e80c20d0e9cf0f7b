using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.Simulation.Actors;
using Economy.Simulation.Allocate;
using Economy.Simulation.Perform;
using Economy.Simulation.Post;
using Economy.Simulation.Trade;

namespace Economy.Simulation.Observe;

/// <summary>Measures a tick, writes its rows, and feeds back what everyone may know in the next.</summary>
internal sealed class Observation : IResumable
{
    private readonly World world;
    private readonly Ledger ledger;
    private readonly Journal journal;
    private readonly IRunSink rows;
    private readonly FlowTable flows;
    private readonly FisherIndex prices;
    private readonly PoolRows poolRows;
    private readonly ServiceRows serviceRows;
    private readonly MarketRows marketRows;
    private readonly SubsystemRows subsystemRows;
    private readonly ParallelOptions parallel;
    private readonly Column<long> moneyHeld = new();
    private readonly Column<long> wealthHeld = new();
    private TickRow current;
    private long openingStock;
    private long endowed;

    public Observation(World world, Ledger ledger, Journal journal, IRunSink rows, int threads)
    {
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        this.world = world;
        this.ledger = ledger;
        this.journal = journal;
        this.rows = rows;
        flows = new FlowTable(world, ledger, rows);
        prices = new FisherIndex(world.Assets.Length);
        poolRows = new PoolRows(world, rows);
        serviceRows = new ServiceRows(world, rows);
        marketRows = new MarketRows(world, ledger, rows);
        subsystemRows = new SubsystemRows(world, rows);
    }

    /// <summary>After Post: the rows of pools, subsystems, markets and trades, and what the tick's row needs of them.</summary>
    public void Observe(Snapshot snapshot, IReadOnlyList<Proposals> proposals, IReadOnlyList<Results> results, Allocation allocation, Outcomes outcomes, Attendance attendance, JobTable jobs, Markets markets, Posting posting)
    {
        poolRows.Write(snapshot.Tick, allocation, posting);
        serviceRows.Write(snapshot.Tick, allocation, outcomes);
        subsystemRows.Write(snapshot, attendance, results, outcomes, posting);
        marketRows.Write(snapshot, markets);
        WriteQuality(snapshot.Tick, allocation);
        prices.Link(snapshot.AssetPrice, marketRows.Quantity);
        var (rest, attention) = (proposals.Sum(p => p.RestMilliseconds), proposals.Sum(p => p.AttentionMilliseconds));
        var report = allocation.Report;
        current = new TickRow
        {
            PriceIndex = prices.Value,
            Notional = markets.Outcomes.Sum(m => m.Notional),
            Utility = results.Sum(r => r.OtherUtilityMicro + r.SubsystemUtilityMicro.Sum()) / 1e6,
            RestShare = attention == 0 ? double.NaN : (double)rest / attention,
            TasksOffered = allocation.Tasks.Count,
            JobsArrived = jobs.Counts.Arrived,
            JobsCompleted = jobs.Counts.Completed,
            JobsExpired = jobs.Counts.Expired,
            MeanWait = jobs.Counts.MeanWait,
            Welfare = report?.Welfare ?? 0,
            WelfareBound = report?.Bound ?? 0,
            CertifiedRatio = report?.CertifiedRatio ?? double.NaN,
            RevenueForgone = report?.RevenueForgone ?? 0,
            RoundingLoss = report?.RoundingLoss ?? 0,
        };
    }

    private void WriteQuality(int tick, Allocation allocation)
    {
        if (allocation.Feedback.Realised is not { } realised) return;
        rows.Write(new QualityRow(
            tick, realised.Welfare, realised.FullWelfare == 0 ? double.NaN : realised.Welfare / realised.FullWelfare, realised.Loss,
            allocation.Feedback.OracleWelfare, allocation.Posed.Problem.Temperature ?? double.NaN, allocation.Feedback.ScoreLoss));
        if (allocation.Feedback.Sharing is { Traffic: var told })
            rows.Write(new ExchangeRow(tick, told.Bytes, told.Redundancy, told.StalenessTicks, realised.Welfare, allocation.Feedback.GlobalWelfare));
    }

    /// <summary>The tick's own row and its flows, while the journal is still open.</summary>
    public TickRow Tick(int tick, Snapshot snapshot, JobTable jobs, List<int> active)
    {
        var supply = ledger.Supply(TokenId.Currency);
        var stock = supply - ledger[AccountId.Treasury, TokenId.Currency];
        var mean = (openingStock + (double)stock) / 2;
        var (money, wealth) = (default(Inequality), default(Inequality));
        Parallel.Invoke(parallel,
            () => money = Inequality.Of(Holdings(moneyHeld, snapshot, active, withAssets: false)),
            () => wealth = Inequality.Of(Holdings(wealthHeld, snapshot, active, withAssets: true)));
        endowed = journal.Flows.Gross(TokenId.Currency, Instrument.Endowment);
        if (tick == 0) current = new TickRow { PriceIndex = 1, RestShare = double.NaN, MeanWait = double.NaN, CertifiedRatio = double.NaN };
        current = current with
        {
            Tick = tick,
            Participants = active.Count,
            MoneySupply = supply,
            Minted = journal.Flows.Minted(TokenId.Currency),
            Burnt = journal.Flows.Burnt(TokenId.Currency),
            Treasury = ledger[AccountId.Treasury, TokenId.Currency],
            MeanMoney = mean,
            Velocity = mean == 0 ? double.NaN : current.Notional / mean,
            RealVolume = current.Notional / current.PriceIndex,
            MoneyGini = money.Gini,
            WealthGini = wealth.Gini,
            TopOnePercent = wealth.TopOnePercent,
            TopTenPercent = wealth.TopTenPercent,
            RewardFactor = snapshot.RewardFactor,
            JobsWaiting = jobs.Open.Count,
            JobsRunning = jobs.Running.Count,
            JournalEntries = journal.Count,
        };
        rows.Write(current);
        flows.Write(tick, journal.Flows);
        openingStock = stock;
        return current;
    }

    /// <summary>What everyone knows in the next tick, and the rule for rewards.</summary>
    public void Feedback(Snapshot snapshot, Outcomes outcomes)
    {
        outcomes.Subsystems.CopyTo(snapshot.Subsystems, 0);
        if (world.Scenario.Money.SupplyTarget is not { } target || current.MoneySupply == 0) return;
        var growth = (double)(current.Minted - endowed - current.Burnt) / current.MoneySupply;
        snapshot.RewardFactor = Math.Clamp(snapshot.RewardFactor * (1 + world.Scenario.Money.SupplyGain * (target - growth)), 0.001, 10);
    }

    /// <summary>One row per participant, at the end.</summary>
    public void Participants(IActorHost host, Population population, Snapshot snapshot)
    {
        var i = 0;
        var active = population.Active.ToHashSet();
        foreach (var state in host.Inspect())
        {
            var account = world.Chart.Participant(i);
            var (units, value) = (0L, 0L);
            for (var a = 0; a < world.Assets.Length; a++)
            {
                units += ledger[account, World.Token(a)];
                value += ledger[account, World.Token(a)] * snapshot.AssetPrice[a];
            }

            rows.Write(new ParticipantRow(
                i, world.Types[world.TypeOf[i]].Name, active.Contains(i) ? 1 : 0, population.Endowment[i], ledger[account, TokenId.Currency],
                value, state.AttentionSeconds, state.UtilityMicro / 1e6, units));
            i++;
        }
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(openingStock);
        state.WritePart(flows);
        state.WritePart(prices);
        state.WritePart(marketRows);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        openingStock = state.ReadInt64();
        state.ReadPart(flows);
        state.ReadPart(prices);
        state.ReadPart(marketRows);
    }

    private Span<long> Holdings(Column<long> column, Snapshot snapshot, List<int> active, bool withAssets)
    {
        column.Clear();
        foreach (var i in active)
        {
            var held = snapshot.Money[i];
            for (var a = 0; withAssets && a < world.Assets.Length; a++) held += snapshot.Holdings(World.Token(a))[i] * snapshot.AssetPrice[a];
            column.Add(held);
        }

        return column.Span;
    }
}
