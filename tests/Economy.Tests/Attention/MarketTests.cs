using Economy.Attention;
using Economy.Attention.Market;

namespace Economy.Tests.Attention;

public class MarketTests
{
    [Fact]
    public void The_market_of_two_buyers_and_two_goods_has_its_known_prices()
    {
        var market = new BundleMarket([1.0, 1.0], [2.0, 1.0, 2.0, 1.9], [1.0, 1.0], [1.0, 1.0], 1);
        Assert.Equal([1.025641, 0.974359], market.Price, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.975, 0.0], market.Share[..2], (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory, InlineData(0.7, 0.0), InlineData(1.5, 0.0), InlineData(4.0, 0.0), InlineData(1.5, 1.1)]
    public void First_order_conditions_hold_to_a_millionth_and_all_money_is_spent(double load, double pareto)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            (AllocationProblem problem, double[] scores) = Problems.Uniform(seed, 300, 6, 3, load, pareto);
            double[] budget = problem.Bid[..300], demand = [.. problem.DemandMilli[..900].Select(d => (double)d)];
            var market = new BundleMarket(budget, scores, demand, [.. problem.CapacityMilli.Select(c => 1.0 / c)], 3);
            Assert.InRange(market.Residual, 0.0, 1e-6);
            Assert.InRange(market.Gap(), 0.0, 1e-6 * budget.Sum());
            Assert.Equal(budget.Sum(), market.Price.Sum(), 1e-6 * budget.Sum());
        }
    }

    [Fact]
    public void Twice_the_budget_buys_twice_the_share_of_one_good()
    {
        var market = new BundleMarket([1.0, 2.0], [5.0, 7.0], [1.0, 1.0], [0.5], 1);
        Assert.Equal([2.0 / 3.0, 4.0 / 3.0], market.Share, (a, b) => Math.Abs(a - b) < 1e-8);
    }
}
