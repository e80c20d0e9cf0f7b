using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Behaviours;
using Economy.World.Blocks;
using Economy.World.Boards;
using Economy.World.Randomness;
using Economy.World.Subsystems;
using Economy.World.Views;

namespace Economy.World.Tick.Decide;

/// <summary>Turns attention in marketplaces into orders, within free money and holdings.</summary>
internal sealed class Orders(WorldModel world, ParticipantColumns state, Worth worth, Production production, Looking? looking)
{
    private readonly int[] marketAsset = [.. world.Markets.Select(m => world.AssetRow(m.Asset))];
    private readonly int[] marketplaces =
        [.. Enumerable.Range(0, world.Subsystems.Length).Where(k => world.Subsystems[k] is Place { PlacesOrders: true })];
    private readonly long[] onOffer = new long[world.Assets.Length];
    private readonly double[] ordered = new double[world.Assets.Length];
    private OrderCosts? costs;
    private int nextResting;

    /// <summary>Begins a tick.</summary>
    public void Begin(Snapshot snapshot)
    {
        costs = new OrderCosts(snapshot.Rules.Money, snapshot.Rules.Levies, snapshot.Rules.Frictions, snapshot.Board.BaseFee);
        nextResting = 0;
    }

    /// <summary>Places the orders of one participant. It attends to each market at most once.</summary>
    public void Place(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal, long free, ReadOnlySpan<double> seconds,
        Proposals proposals)
    {
        if (marketAsset.Length == 0 || type.Trading is not IBehaviour behaviour) return;
        free = Keep(snapshot, state.First + row, free, proposals);
        var chance = type.OrderRate * MarketplaceHours(seconds) / marketAsset.Length;
        if (chance <= 0 && behaviour.MemoryBytes == 0) return;
        var participant = state.First + row;
        var random = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Trade, participant, snapshot.Tick);
        var (sight, eyes) = (snapshot.Sight(participant), type.View as IView);
        var noise = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.View, participant, snapshot.Tick);
        for (var m = 0; m < marketAsset.Length; m++)
        {
            // Four draws a market, used or not: what is held or charged never shifts the draws of another market.
            random.SeekBlock(2 * m);
            var places = random.NextDouble();
            if (places >= chance && behaviour.MemoryBytes == 0 && eyes is null) continue;
            var (side, draw, lot) = (random.NextDouble(), random.NextDouble(), random.NextDouble());
            var seen = Public(sight, m);
            if (eyes is not null) seen = eyes.See(seen, ref noise);
            var isClosed = snapshot.Rules.Markets[m].Closed == true || IsHidden(snapshot, participant, marketAsset[m]);
            if ((places >= chance || isClosed) && behaviour.MemoryBytes == 0) continue;
            var view = View(snapshot, type, row, m, seen, marginal, free, lot) with { Side = side, Draw = draw };
            view = production.See(view, marketAsset[m], world.Markets[m].LotSize, chance);
            var memory = state.MemoryOf(row, m)[..behaviour.MemoryBytes];
            if (memory.Length > 0) behaviour.Watch(view, memory);
            if (places >= chance || isClosed) continue;
            var slip = new OrderSlip(proposals, costs!, participant, m, view);
            behaviour.Order(view, memory, ref slip);
            free = slip.Free;
        }
    }

    /// <summary>Remembers which goods a participant ordered anew in the tick.</summary>
    public void Remember(int row, Proposals proposals)
    {
        if (state.Ordered is not { } history) return;
        ordered.AsSpan().Clear();
        var placed = proposals.Orders.Span;
        for (var o = placed.Length - 1; o >= 0 && placed[o].Owner == state.First + row; o--)
            if (placed[o] is { IsBuy: true, Resting: 0 }) ordered[marketAsset[placed[o].Market]] = 1;
        history.Learn(row, ordered);
    }

    /// <summary>What one holds one knows of.</summary>
    private bool IsHidden(Snapshot snapshot, int participant, int asset) =>
        looking?.IsHidden(asset) == true && snapshot.Holdings(WorldModel.Token(asset))[participant] == 0;

    private PublicMarket Public(Sight sight, int market) =>
        new(sight.AssetPrice[marketAsset[market]], sight.Quotes[market].Bid, sight.Quotes[market].Ask);

    /// <summary>
    /// Keeps the orders of a participant that rest in the books, the oldest first, as far as its money and units cover them.
    /// </summary>
    private long Keep(Snapshot snapshot, int participant, long free, Proposals proposals)
    {
        var resting = snapshot.Board.Resting;
        if (resting.IsEmpty) return free;
        onOffer.AsSpan().Clear();
        while (nextResting < resting.Length && resting[nextResting].Owner < participant) nextResting++;
        for (; nextResting < resting.Length && resting[nextResting].Owner == participant; nextResting++)
        {
            var order = resting[nextResting];
            var asset = marketAsset[order.Market];
            var claim = order.IsBuy ? costs!.Claim(order.Limit, order.Quantity) : 0;
            var isCovered = order.IsBuy ? claim <= free
                : onOffer[asset] + order.Quantity <= snapshot.Holdings(WorldModel.Token(asset))[participant];
            if (!isCovered) continue;
            free -= claim;
            if (!order.IsBuy) onOffer[asset] += order.Quantity;
            proposals.Orders.Add(new OrderProposal(participant, order.Market, order.IsBuy, order.Limit, order.Quantity, order.Number));
        }

        return free;
    }

    /// <summary>
    /// All units of a lot at the value of the marginal one; the buyer's tax comes out of what the unit is worth to it, or out of the money
    /// it has.
    /// </summary>
    private MarketView View(Snapshot snapshot, ParticipantTypeSpec type, int row, int market, in PublicMarket seen, double marginal,
        long free, double lot)
    {
        var asset = marketAsset[market];
        var held = snapshot.Holdings(WorldModel.Token(asset))[state.First + row] - (snapshot.Board.Resting.IsEmpty ? 0 : onOffer[asset]);
        var wanted = 1 + (long)(lot * world.Markets[market].LotSize);
        var offered = Math.Min(wanted, held);
        var rent = snapshot.Sight(state.First + row).Rent[asset];
        var bid = worth.Of(type, new(row, asset, held + wanted - 1), marginal, rent, free);
        return new MarketView
        {
            Tick = snapshot.Tick,
            LastPrice = seen.LastPrice,
            BestBid = seen.BestBid,
            BestAsk = seen.BestAsk,
            BidValue = (long)((bid - costs!.FeePerUnit(wanted)) / (1 + costs.PaidOnTop)),
            AskValue = held == 0 ? -1
                : costs.LeastAsk(worth.Of(type, new(row, asset, held - offered), marginal, rent, long.MaxValue / 4)),
            Held = held,
            Wanted = wanted,
            Offered = offered,
            Free = free,
            Side = 0,
            Draw = 0,
        };
    }

    private double MarketplaceHours(ReadOnlySpan<double> seconds)
    {
        if (marketplaces.Length == 0) return 1;
        var total = 0.0;
        foreach (var k in marketplaces) total += seconds[k];
        return total / 3600;
    }
}
