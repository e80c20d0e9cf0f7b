using Economy.Attention;
using Economy.Core.State;

namespace Economy.World.Tick.Allocate;

/// <summary>
/// Bid-price control of jobs that would hold capacity for several ticks (Talluri and van Ryzin 1998). Shadow prices, smoothed
/// over ticks, stand for what capacity will be worth while a job has it; a job whose bids over all its ticks would not pay for
/// the ticks after the first does not come before the allocator at that pool. Prices are 0, and nobody is kept out, under
/// policies that find none.
/// </summary>
/// <param name="units">[m × K] how many prices there are.</param>
internal sealed class ExpectedPrices(int units) : IResumable
{
    private const double Weight = 0.1;   // of the latest tick
    private readonly double[] price = new double[units];
    private bool known;

    /// <summary>Takes in the prices of a tick. A pool that is full of running jobs says nothing new.</summary>
    public void Learn(AllocationProblem problem, AllocationReport report)
    {
        if (report.Passes == 0) return;
        for (var u = 0; u < price.Length; u++)
            if (problem.CapacityMilli[u] > 0) price[u] = known ? Math.FusedMultiplyAdd(Weight, report.Price[u] - price[u], price[u]) : report.Price[u];
        known = true;
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(known);
        state.WriteColumn<double>(price);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        known = state.ReadBoolean();
        state.ReadColumn<double>(price);
    }

    /// <summary>Closes the pools at which the task in this row would not pay for a stay of so many ticks. Rows may go side by side.</summary>
    public void Screen(AllocationProblem problem, int row, int ticks)
    {
        var demand = problem.Demand(row);
        for (var j = 0; j < problem.Pools; j++)
        {
            var cost = 0.0;
            for (var k = 0; k < demand.Length; k++) cost = Math.FusedMultiplyAdd(price[j * demand.Length + k], demand[k], cost);
            if (problem.Bid[row] * ticks < cost * (ticks - 1)) problem.Eligible[row] &= ~(1UL << j);
        }
    }
}
