using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Tick;

namespace Economy.World.Tick.Observe;

/// <summary>Measures the economy as a whole after each tick: money, prices, and how wealth is spread.</summary>
internal sealed class Measures(WorldModel world, int threads) : IResumable
{
    private readonly FisherIndex prices = new(world.Assets.Length);
    private readonly RadixSort sort = new(new ParallelOptions { MaxDegreeOfParallelism = threads });
    private readonly long[] quantity = new long[world.Assets.Length];
    private long[] held = [];
    private long[] scratch = [];
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
        var money = Spread(tick, withAssets: false);
        var wealth = world.Assets.Length == 0 ? money : Spread(tick, withAssets: true);
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

    /// <summary>How unequally money, or money and assets at their last prices, are held by who is there.</summary>
    private Inequality Spread(TickState tick, bool withAssets)
    {
        var active = tick.Population.Active;
        if (held.Length < active.Count) (held, scratch) = (new long[world.Participants], new long[world.Participants]);
        var price = tick.Tick == 0 ? tick.Board.AssetPrice.AsSpan() : tick.Trading.Price;
        for (var n = 0; n < active.Count; n++)
        {
            held[n] = tick.View.Money[active[n]];
            for (var a = 0; withAssets && a < price.Length; a++) held[n] += tick.View.Holdings(WorldModel.Token(a))[active[n]] * price[a];
        }

        sort.Ascending(held, scratch, active.Count);
        return Inequality.OfSorted(held.AsSpan(0, active.Count));
    }
}
