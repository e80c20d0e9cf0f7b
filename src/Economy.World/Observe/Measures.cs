using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Tick;

namespace Economy.World.Observe;

/// <summary>Measures the economy as a whole after each tick: money, prices, and how wealth is spread.</summary>
internal sealed class Measures(WorldModel world, int threads) : IResumable
{
    private readonly FisherIndex prices = new(world.Assets.Length);
    private readonly ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
    private readonly Column<long> moneyHeld = new();
    private readonly Column<long> wealthHeld = new();
    private readonly long[] quantity = new long[world.Assets.Length];
    private long openingStock;

    /// <summary>The row of a tick. Of the endowment, tick 0, it has what money there is and who holds it.</summary>
    public TickRow Of(TickState tick) => Economy(tick, tick.Tick == 0
        ? new TickRow { PriceIndex = 1, RestShare = double.NaN, MeanWait = double.NaN, CertifiedRatio = double.NaN }
        : Activity(tick));

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(openingStock);
        state.WritePart(prices);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        openingStock = state.ReadInt64();
        state.ReadPart(prices);
    }

    private TickRow Activity(TickState tick)
    {
        for (var m = 0; m < tick.Trading.Days.Length; m++) quantity[tick.Trading.Asset[m]] = tick.Trading.Days[m].Volume;
        prices.Link(tick.Trading.Price, quantity);
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

    /// <summary>Adds money, wealth and how they are spread.</summary>
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
