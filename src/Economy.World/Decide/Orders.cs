using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Blocks;
using Economy.World.Randomness;
using Economy.World.Trade;

namespace Economy.World.Decide;

/// <summary>Turns attention in marketplaces into orders, within free money and holdings.</summary>
internal sealed class Orders(WorldModel world, ParticipantColumns state)
{
    private readonly int[] marketAsset = [.. world.Scenario.Markets.Select(m => world.AssetRow(m.Asset))];
    private readonly FrictionSpec? frictions = world.Scenario.Frictions;
    private readonly int[] marketplaces = [.. Enumerable.Range(0, world.Subsystems.Length).Where(k => world.Subsystems[k].Kind == SubsystemKind.Marketplace)];

    /// <summary>Places the orders of one participant: in each market at most one.</summary>
    public void Place(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal, long free, ReadOnlySpan<double> seconds, Proposals proposals)
    {
        if (type.Trading == TradingStrategy.None || marketAsset.Length == 0) return;
        var chance = type.OrderRate * MarketplaceHours(seconds) / marketAsset.Length;
        var participant = state.First + row;
        var random = new PhiloxStream(world.Scenario.Seed, Purpose.Trade, participant, snapshot.Tick);
        for (var m = 0; m < marketAsset.Length; m++)
        {
            // Four draws a market, used or not: what is held or charged never shifts the draws of another market.
            var (places, side, limit, lot) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
            if (places >= chance) continue;
            var order = Order(snapshot, type, row, m, marginal, free, side, limit, lot);
            if (order.Quantity == 0) continue;
            proposals.Orders.Add(order);
            if (order.IsBuy) free -= Claim(snapshot, order.Limit, order.Quantity);
        }
    }

    /// <summary>All units of a lot at the value of the marginal one; the buyer's tax comes out of what the unit is worth to it, or out of the money it has.</summary>
    private OrderProposal Order(Snapshot snapshot, ParticipantTypeSpec type, int row, int market, double marginal, long free, double side, double u, double lot)
    {
        var (participant, asset) = (state.First + row, marketAsset[market]);
        var held = snapshot.Holdings(WorldModel.Token(asset))[participant];
        var wanted = 1 + (long)(lot * world.Scenario.Markets[market].LotSize);
        var offered = Math.Min(wanted, held);
        var value = state.AssetValue[row * state.Assets + asset];
        var worth = MoneyUtility.WillingnessToPay(Valuation.OfOneMore(value, world.Assets[asset], held + wanted - 1), marginal, free);
        var bidValue = (long)((worth - FeePerUnit(snapshot, wanted)) / (1 + PaidOnTop));
        var askValue = held == 0 ? -1 : MoneyUtility.WillingnessToPay(Valuation.OfOneMore(value, world.Assets[asset], held - offered), marginal, long.MaxValue / 4);
        var (isBuy, limit) = Traders.Order(type.Trading, bidValue, askValue, snapshot.AssetPrice[asset], side, u);
        return new OrderProposal(participant, market, isBuy, limit, isBuy ? Affordable(snapshot, limit, wanted, free) : offered);
    }

    /// <summary>What the buyer pays on top of the price, as a share of it.</summary>
    private double PaidOnTop => world.Scenario.Money.TransactionTax + (frictions is { Ordering: TransactionOrdering.Fee } rules ? rules.Tip : 0);

    /// <summary>What a unit is expected to cost in block space, the order filled by one counterparty at the present base fee; rounded up.</summary>
    private long FeePerUnit(Snapshot snapshot, long wanted) =>
        frictions is null ? 0 : (FeeOffer.Charge(frictions.TradeGas, snapshot.BaseFee) + wanted - 1) / wanted;

    private long Affordable(Snapshot snapshot, long limit, long wanted, long free)
    {
        if (limit <= 0) return 0;
        var quantity = Math.Min(wanted, 1 + (long)(free / (limit * (1 + world.Scenario.Money.TransactionTax))));
        while (quantity > 0 && Claim(snapshot, limit, quantity) > free) quantity--;
        return quantity;
    }

    private long Claim(Snapshot snapshot, long limit, long quantity)
    {
        var notional = limit * quantity;
        var fee = frictions is null ? 0 : FeeOffer.Of(frictions, snapshot.BaseFee, notional).Reserve(frictions, quantity);
        return notional + Dues.TransactionTax(world.Scenario.Money, notional) + fee;
    }

    private double MarketplaceHours(ReadOnlySpan<double> seconds)
    {
        if (marketplaces.Length == 0) return 1;
        var total = 0.0;
        foreach (var k in marketplaces) total += seconds[k];
        return total / 3600;
    }
}
