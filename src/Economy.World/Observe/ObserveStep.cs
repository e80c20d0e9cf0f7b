using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Interventions;
using Economy.World.Money;
using Economy.World.Tick;

namespace Economy.World.Observe;

/// <summary>8 Observe: measures a tick, writes its rows, and makes the board of the next.</summary>
internal sealed class ObserveStep : IStep, IResumable
{
    private readonly WorldModel world;
    private readonly IRunSink rows;
    private readonly FlowTable flows;
    private readonly FisherIndex prices;
    private readonly PoolRows poolRows;
    private readonly ServiceRows serviceRows;
    private readonly MarketRows marketRows;
    private readonly SubsystemRows subsystemRows;
    private readonly Calendar calendar;
    private readonly ParallelOptions parallel;
    private readonly Column<long> moneyHeld = new();
    private readonly Column<long> wealthHeld = new();
    private long openingStock;

    public ObserveStep(WorldModel world, IRunSink rows, int threads)
    {
        parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        (this.world, this.rows) = (world, rows);
        flows = new FlowTable(world, rows);
        prices = new FisherIndex(world.Assets.Length);
        poolRows = new PoolRows(world, rows);
        serviceRows = new ServiceRows(world, rows);
        marketRows = new MarketRows(world, rows);
        subsystemRows = new SubsystemRows(world, rows);
        calendar = new Calendar(world);
    }

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        var activity = tick.Tick == 0 ? new TickRow { PriceIndex = 1, RestShare = double.NaN, MeanWait = double.NaN, CertifiedRatio = double.NaN } : Activity(tick);
        tick.Row = Economy(tick, activity);
        rows.Write(tick.Row);
        flows.Write(tick);
        tick.Board = Next(tick);
    }

    /// <summary>The rows of pools, subsystems, markets and trades, and what the tick's row needs of them.</summary>
    private TickRow Activity(TickState tick)
    {
        poolRows.Write(tick);
        serviceRows.Write(tick);
        subsystemRows.Write(tick);
        marketRows.Write(tick);
        WriteQuality(tick);
        prices.Link(tick.Trading.Price, marketRows.Quantity);
        var (rest, attention) = (tick.Proposals.Sum(p => p.RestMilliseconds), tick.Proposals.Sum(p => p.AttentionMilliseconds));
        var (report, jobs) = (tick.Allocation.Report, tick.Jobs.Counts);
        return new TickRow
        {
            PriceIndex = prices.Value,
            Notional = tick.Trading.Days.Sum(m => m.Notional),
            Utility = tick.Results.Sum(r => r.OtherUtilityMicro + r.SubsystemUtilityMicro.Sum()) / 1e6,
            RestShare = attention == 0 ? double.NaN : (double)rest / attention,
            TasksOffered = tick.Allocation.Tasks.Count,
            JobsArrived = jobs.Arrived,
            JobsCompleted = jobs.Completed,
            JobsExpired = jobs.Expired,
            MeanWait = jobs.MeanWait,
            Welfare = report?.Welfare ?? 0,
            WelfareBound = report?.Bound ?? 0,
            CertifiedRatio = report?.CertifiedRatio ?? double.NaN,
            RevenueForgone = report?.RevenueForgone ?? 0,
            RoundingLoss = report?.RoundingLoss ?? 0,
        };
    }

    private void WriteQuality(TickState tick)
    {
        var feedback = tick.Allocation.Feedback;
        if (feedback.Realised is not { } realised) return;
        rows.Write(new QualityRow(
            tick.Tick, realised.Welfare, realised.FullWelfare == 0 ? double.NaN : realised.Welfare / realised.FullWelfare, realised.Loss,
            feedback.OracleWelfare, tick.Allocation.Posed.Problem.Temperature ?? double.NaN, feedback.ScoreLoss));
        if (feedback.Traffic is { } told)
            rows.Write(new ExchangeRow(tick.Tick, told.Bytes, told.Redundancy, told.StalenessTicks, realised.Welfare, feedback.GlobalWelfare));
    }

    /// <summary>The tick's own row: money, wealth and how they are spread.</summary>
    private TickRow Economy(TickState tick, TickRow activity)
    {
        var (ledger, journal, active) = (tick.Ledger, tick.Journal, tick.Population.Active);
        var supply = ledger.Supply(TokenId.Currency);
        var stock = supply - ledger[AccountId.Treasury, TokenId.Currency];
        var mean = (openingStock + (double)stock) / 2;
        openingStock = stock;
        var (money, wealth) = (default(Inequality), default(Inequality));
        Parallel.Invoke(parallel,
            () => money = Inequality.Of(Holdings(moneyHeld, tick, withAssets: false)),
            () => wealth = Inequality.Of(Holdings(wealthHeld, tick, withAssets: true)));
        return activity with
        {
            Tick = tick.Tick,
            Participants = active.Count,
            MoneySupply = supply,
            Minted = journal.Flows.Minted(TokenId.Currency),
            Burnt = journal.Flows.Burnt(TokenId.Currency),
            Treasury = ledger[AccountId.Treasury, TokenId.Currency],
            MeanMoney = mean,
            Velocity = mean == 0 ? double.NaN : activity.Notional / mean,
            RealVolume = activity.Notional / activity.PriceIndex,
            MoneyGini = money.Gini,
            WealthGini = wealth.Gini,
            TopOnePercent = wealth.TopOnePercent,
            TopTenPercent = wealth.TopTenPercent,
            RewardFactor = tick.Board.RewardFactor,
            JobsWaiting = tick.Jobs.Open.Count,
            JobsRunning = tick.Jobs.Running.Count,
            JournalEntries = journal.Count,
        };
    }

    /// <summary>What everybody may see in the next tick, and the rules then in force.</summary>
    private Board Next(TickState tick)
    {
        var next = tick.Board with { Tick = tick.Tick, Rules = calendar.At(tick.Tick + 1, tick.Row) };
        if (tick.Tick == 0) return next;
        var row = tick.Row;
        return next with
        {
            RewardFactor = row.MoneySupply == 0 || MoneyRules.Of(tick.Rules.Money) is not { } rule ? tick.Board.RewardFactor : Math.Clamp(rule.Next(new MoneyFacts(
                tick.Board.RewardFactor, (double)(row.Minted - tick.Journal.Flows.Gross(TokenId.Currency, Instrument.Endowment) - row.Burnt) / row.MoneySupply, row.PriceIndex)), 0.001, 10),
            BaseFee = tick.Trading.BaseFee,
            Subsystems = [.. tick.Outcomes.Subsystems],
            AssetPrice = [.. tick.Trading.Price],
            Quotes = [.. tick.Trading.Quotes],
            Resting = tick.Trading.Resting,
        };
    }

    /// <summary>One row per participant, at the end.</summary>
    public void Participants(TickState tick)
    {
        var i = 0;
        foreach (var state in tick.Stage.Inspect())
        {
            var account = world.Chart.Participant(i);
            var (units, value) = (0L, 0L);
            for (var a = 0; a < world.Assets.Length; a++)
            {
                units += tick.Ledger[account, WorldModel.Token(a)];
                value += tick.Ledger[account, WorldModel.Token(a)] * tick.Board.AssetPrice[a];
            }

            rows.Write(new ParticipantRow(
                i, world.Types[world.TypeOf[i]].Name, tick.Population.IsActive(i) ? 1 : 0, tick.Population.Endowment[i],
                tick.Ledger[account, TokenId.Currency], value, state.AttentionSeconds, state.UtilityMicro / 1e6, units));
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
        state.WritePart(calendar);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        openingStock = state.ReadInt64();
        state.ReadPart(flows);
        state.ReadPart(prices);
        state.ReadPart(marketRows);
        state.ReadPart(calendar);
    }

    private static Span<long> Holdings(Column<long> column, TickState tick, bool withAssets)
    {
        column.Clear();
        var price = tick.Tick == 0 ? tick.Board.AssetPrice.AsSpan() : tick.Trading.Price;
        foreach (var i in tick.Population.Active)
        {
            var held = tick.View.Money[i];
            for (var a = 0; withAssets && a < price.Length; a++) held += tick.View.Holdings(WorldModel.Token(a))[i] * price[a];
            column.Add(held);
        }

        return column.Span;
    }
}
