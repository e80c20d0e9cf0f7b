using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Markets;

/// <summary>All orders of a tick clear together, at one price.</summary>
[Kind("call-auction", "all orders of a tick clear at the one price that maximises the volume")]
public sealed record CallAuction : MarketSpec, IMarketKind
{
    bool IMarketKind.IsContinuous => false;

    /// <inheritdoc />
    public override bool SellsAtOnePrice => true;

    /// <inheritdoc />
    public Market Open(MarketSite site) => new Call(site);

    private sealed class Call(MarketSite site) : Market(site)
    {
        private readonly UniformPrice auction = new();

        /// <inheritdoc />
        public override Clearing Clear(MarketOrders orders)
        {
            var cleared = auction.Clear(orders.Orders);
            return new Clearing(auction.Fills, cleared?.Price, null, null, []);
        }
    }
}
