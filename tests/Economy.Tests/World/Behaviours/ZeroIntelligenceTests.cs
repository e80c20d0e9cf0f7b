using Economy.World.Behaviours;
using Economy.World.Randomness;
using Economy.World.Markets;

namespace Economy.Tests.World.Behaviours;

/// <summary>
/// Budget-constrained zero-intelligence traders (Gode and Sunder 1993) in the call auction: 200 a side, values and costs
/// U[0,1] on a grid of millionths, limits redrawn each round, the unmatched come again. Known answers over 50 seeds.
/// </summary>
public class ZeroIntelligenceTests
{
    private const int Side = 200;
    private const long One = 1_000_000;

    [Fact]
    public void Allocative_efficiency_after_1_10_and_20_rounds_is_the_known_one()
    {
        var efficiency = new double[21];
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var (values, costs) = (Draw(seed, 0), Draw(seed, Side));
            var best = BestSurplus(values, costs);
            var (gained, auction) = (0L, new UniformPrice());
            var (buyers, sellers) = (Enumerable.Range(0, Side).ToList(), Enumerable.Range(0, Side).ToList());
            for (var round = 1; round <= 20; round++)
            {
                auction.Clear([.. buyers.Select(b => Bid(seed, round, b, values[b])), .. sellers.Select(s => Ask(seed, round, s, costs[s]))]);
                gained += auction.Fills.Sum(f => values[f.Buyer] - costs[f.Seller]);
                buyers.RemoveAll(auction.Fills.Select(f => f.Buyer).ToHashSet().Contains);
                sellers.RemoveAll(auction.Fills.Select(f => f.Seller).ToHashSet().Contains);
                efficiency[round] += (double)gained / best / 50;
            }
        }

        Assert.InRange(efficiency[1], 0.386 - 0.02, 0.386 + 0.02);
        Assert.InRange(efficiency[10], 0.970 - 0.005, 0.970 + 0.005);
        Assert.InRange(efficiency[20], 0.991 - 0.002, 0.991 + 0.002);
    }

    private static long[] Draw(ulong seed, int offset) =>
        [.. Enumerable.Range(0, Side).Select(i => new PhiloxStream(seed, Purpose.Endowment, offset + i, 0).NextLong(One + 1))];

    private static Order Bid(ulong seed, int round, int buyer, long value)
    {
        var random = new PhiloxStream(seed, Purpose.Trade, buyer, round);
        return new Order(buyer, IsBuy: true, ZeroIntelligence.Bid(random.NextDouble(), value), 1);
    }

    private static Order Ask(ulong seed, int round, int seller, long cost)
    {
        var random = new PhiloxStream(seed, Purpose.Trade, Side + seller, round);
        return new Order(seller, IsBuy: false, ZeroIntelligence.Ask(random.NextDouble(), cost, One), 1);
    }

    private static long BestSurplus(long[] values, long[] costs) =>
        values.OrderDescending().Zip(costs.Order(), (v, c) => Math.Max(0, v - c)).Sum();
}
