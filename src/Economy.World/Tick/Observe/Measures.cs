using System.Runtime.InteropServices;
using Economy.Attention.Numerics;
using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;

namespace Economy.World.Tick.Observe;

/// <summary>Measures the economy as a whole after each tick: money, prices, and how wealth is spread.</summary>
internal sealed class Measures : IResumable
{
    private readonly WorldModel world;
    private readonly PriceLevels prices;
    private readonly RadixSort sort;
    private long[] held = [];
    private long[] scratch = [];
    private long openingStock;

    /// <param name="world">What stays fixed.</param>
    /// <param name="threads">Threads that may sort holdings.</param>
    public Measures(WorldModel world, int threads)
    {
        this.world = world;
        Purchases = new Purchases(world);
        prices = new PriceLevels(Purchases, world.Scenario.Money.PriceIndexWindow);
        sort = new RadixSort(new ParallelOptions { MaxDegreeOfParallelism = threads });
    }

    /// <summary>What was bought, good by good.</summary>
    public Purchases Purchases { get; }

    /// <summary>The last price index that there was; 1 before the first.</summary>
    public double PriceLevel => prices.All.Latest;

    /// <summary>The row of a tick. Of the endowment, tick 0, it has what money there is and who holds it.</summary>
    public TickRow Of(TickState tick) => Economy(tick, tick.Tick == 0
        ? new TickRow { PriceIndex = double.NaN, PriceIndexAssets = double.NaN, PriceIndexCompute = double.NaN,
            PriceIndexPrimary = double.NaN, RestShare = double.NaN, MeanWait = double.NaN, CertifiedRatio = double.NaN }
        : Activity(tick));

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(openingStock);
        state.WritePart(Purchases);
        state.WritePart(prices);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        openingStock = state.ReadInt64();
        state.ReadPart(Purchases);
        state.ReadPart(prices);
    }

    private TickRow Activity(TickState tick)
    {
        Purchases.Observe(tick);
        prices.Observe();
        var (rest, attention) = (tick.Proposals.Sum(p => p.RestMilliseconds), tick.Proposals.Sum(p => p.AttentionMilliseconds));
        var notional = tick.Trading.Days.Sum(m => m.Notional);
        var (report, jobs) = (tick.Allocation.Report, tick.Jobs.Counts);
        return new TickRow
        {
            PriceIndex = prices.All.Value,
            PriceIndexAssets = prices[GoodClass.Assets].Value,
            PriceIndexCompute = prices[GoodClass.Compute].Value,
            PriceIndexPrimary = prices[GoodClass.Primary].Value,
            Notional = notional,
            Spending = notional + tick.Posted.PoolRevenue.Sum() + tick.Posted.Fees.Sum(),
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
        var departed = tick.Population.Departed(tick.View.Money);
        var stock = supply - ledger[AccountId.Treasury, TokenId.Currency] - departed;
        var mean = (openingStock + (double)stock) / 2;
        openingStock = stock;
        var money = Spread(tick, withAssets: false);
        var wealth = world.Assets.Length == 0 ? money : Spread(tick, withAssets: true);
        return activity with
        {
            Tick = tick.Tick,
            Participants = active.Count,
            MoneySupply = supply,
            Minted = journal.Flows.Minted(TokenId.Currency),
            Immigration = tick.Tick == 0 ? 0 : journal.Flows.Gross(TokenId.Currency, Instrument.Endowment),
            Burnt = journal.Flows.Burnt(TokenId.Currency),
            Treasury = ledger[AccountId.Treasury, TokenId.Currency],
            Departed = departed,
            MeanMoney = mean,
            Turnover = mean == 0 ? double.NaN : activity.Notional / mean,
            Velocity = mean == 0 ? double.NaN : activity.Spending / mean,
            RealVolume = activity.Spending / activity.PriceIndex,
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

    /// <summary>How unequally money, or money and assets at their last prices, are held by who is there.</summary>
    private Inequality Spread(TickState tick, bool withAssets)
    {
        var active = CollectionsMarshal.AsSpan(tick.Population.Active);
        if (held.Length < active.Length) (held, scratch) = (new long[world.Participants], new long[world.Participants]);
        var all = held.AsSpan(0, active.Length);
        var money = tick.View.Money;
        for (var n = 0; n < all.Length; n++) all[n] = money[active[n]];
        var price = tick.Tick == 0 ? tick.Board.AssetPrice.AsSpan() : tick.Trading.Price;
        for (var a = 0; withAssets && a < price.Length; a++)
        {
            var units = tick.View.Holdings(WorldModel.Token(a));
            for (var n = 0; n < all.Length; n++) all[n] += units[active[n]] * price[a];
        }

        sort.Ascending(held, scratch, all.Length);
        return Inequality.OfSorted(all);
    }
}
