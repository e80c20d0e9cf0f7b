using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Markets;

/// <summary>
/// Continuous double auction: orders come one after the other; one that crosses trades at once at the limit of the order that stands,
/// the best limit first, the oldest first among equal limits; what is left of it stands. Where a trader's own orders meet, they cancel out.
/// </summary>
[Kind("double-auction", "continuous double auction: orders trade as they come, at the limit of the order that stands; price–time priority")]
public sealed record DoubleAuction : MarketSpec, IMarketKind
{
    [Key("Ticks that an unfilled order stays in the book, the one it was placed in included. What it could cost, or the units it offers, stay set aside meanwhile.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Life { get; init; } = 1;

    [Key("Whether only the best bid and the best ask stand: a better one replaces the one that stands, and a trade clears both sides (Gode and Sunder 1993).")]
    public bool BestOnly { get; init; }

    bool IMarketKind.IsContinuous => true;

    /// <inheritdoc />
    public Market Open(MarketSite site) => new Book(this, site);

    /// <summary>An order that stands.</summary>
    private sealed record Standing(long Number, int Trader, bool IsBuy, long Limit, long Placed, int Until)
    {
        public long Left { get; set; } = Placed;
    }

    private sealed class Book(DoubleAuction rules, MarketSite site) : Market(site)
    {
        private readonly SortedSet<Standing> bids =
            new(Comparer<Standing>.Create((a, b) => (b.Limit, a.Number).CompareTo((a.Limit, b.Number))));
        private readonly SortedSet<Standing> asks =
            new(Comparer<Standing>.Create((a, b) => (a.Limit, a.Number).CompareTo((b.Limit, b.Number))));
        private readonly List<Fill> fills = [];
        private long next = 1;

        /// <inheritdoc />
        public override Clearing Clear(MarketOrders orders)
        {
            fills.Clear();
            if (orders.Withdrawn.Count > 0) Remove(orders.Withdrawn.ToHashSet().Contains);
            foreach (var order in orders.Orders)
                Take(new Standing(next++, order.Trader, order.IsBuy, order.Limit, order.Quantity, checked(orders.Tick + rules.Life - 1)));
            var (bid, ask) = (bids.Min?.Limit, asks.Min?.Limit);
            var gone = bids.Concat(asks).Where(o => o.Until <= orders.Tick).Select(o => o.Number).ToHashSet();
            if (gone.Count > 0) Remove(gone.Contains);
            var resting = bids.Concat(asks).Select(o => new RestingOrder(o.Trader, Row, o.Number, o.IsBuy, o.Limit, o.Left))
                .OrderBy(o => (o.Owner, o.Number));
            return new Clearing(fills, fills.Count == 0 ? null : fills[^1].Price, bid, ask, [.. resting]);
        }

        /// <inheritdoc />
        public override void Save(BinaryWriter state)
        {
            state.Write(next);
            state.Write(bids.Count + asks.Count);
            foreach (var o in bids.Concat(asks))
            {
                state.Write(o.Number);
                state.Write(o.Trader);
                state.Write(o.IsBuy);
                state.Write(o.Limit);
                state.Write(o.Placed);
                state.Write(o.Until);
                state.Write(o.Left);
            }
        }

        /// <inheritdoc />
        public override void Restore(BinaryReader state)
        {
            next = state.ReadInt64();
            Remove(_ => true);
            for (var left = state.ReadInt32(); left > 0; left--)
            {
                var order = new Standing(state.ReadInt64(), state.ReadInt32(), state.ReadBoolean(), state.ReadInt64(), state.ReadInt64(),
                    state.ReadInt32()) { Left = state.ReadInt64() };
                (order.IsBuy ? bids : asks).Add(order);
            }
        }

        private void Take(Standing order)
        {
            var (own, other) = order.IsBuy ? (bids, asks) : (asks, bids);
            while (order.Left > 0 && other.Min is { } best && (order.IsBuy ? order.Limit >= best.Limit : order.Limit <= best.Limit))
            {
                Meet(order.IsBuy ? order : best, order.IsBuy ? best : order, best.Limit, order.IsBuy ? Taker.Buyer : Taker.Seller);
                if (rules.BestOnly) Remove(_ => true);
                if (rules.BestOnly) return;
                if (best.Left == 0) other.Remove(best);
            }

            if (order.Left == 0 || (rules.BestOnly && own.Min is { } standing && own.Comparer.Compare(order, standing) > 0)) return;
            if (rules.BestOnly) own.Clear();
            own.Add(order);
        }

        private void Meet(Standing bid, Standing ask, long price, Taker taker)
        {
            var quantity = Math.Min(bid.Left, ask.Left);
            (bid.Left, ask.Left) = (bid.Left - quantity, ask.Left - quantity);
            if (bid.Trader == ask.Trader) return;
            fills.Add(new Fill(bid.Trader, ask.Trader, quantity, price) { BuyLimit = bid.Limit, BuyQuantity = bid.Placed,
                SellLimit = ask.Limit, Taker = taker });
        }

        private void Remove(Func<long, bool> which)
        {
            bids.RemoveWhere(o => which(o.Number));
            asks.RemoveWhere(o => which(o.Number));
        }
    }
}
