using Economy.Attention.Numerics;
using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>
/// From real shares to units, the same way for every policy: indivisible tasks are placed whole, the rest is scaled per
/// pool to what is free and floored to parts per million, room is filled up in an order, and payments follow from prices.
/// </summary>
internal sealed class UnitAllocation(AllocationProblem problem, TileSweep sweep, Increments increments)
{
    private readonly PoolRoom _room = new(problem);
    private BaseShares? _base;
    private double _roundingLoss;

    /// <summary>Scales, floors and places the shares of a rule.</summary>
    internal void Place(IShareRule rule)
    {
        var loads = new RealLoads(problem, sweep, rule);
        double[] expected = BaseShares.Factors(problem, loads.Total(), _room);
        bool anyWhole = false;
        for (int j = 0; j < expected.Length; j++)
        {
            expected[j] *= loads.WholeDominant[j];
            anyWhole |= expected[j] > 0.0;
        }
        if (anyWhole) Fill(new WholeTaskOrder(problem, rule, expected));
        _base = new BaseShares(problem, rule, BaseShares.Factors(problem, loads.Divisible, _room));
        _roundingLoss = _base.Take(sweep, _room, increments);
    }

    /// <summary>Serves what still fits.</summary>
    internal void Fill(FillOrder order) => new Filling(problem, sweep, _room, increments).Run(order);

    /// <summary>Hands out the shares with their payments and reports.</summary>
    internal AllocationReport Hand(IShareConsumer consumer, double[] price, double bound, int passes)
    {
        var outcome = new Outcome();
        var row = new int[problem.Pools];
        var shares = new Share[TaskTile.Length * problem.Pools];
        sweep.InOrder(tile =>
        {
            _base?.Enter(tile);
            int count = 0;
            for (int t = 0; t < tile.Count; t++)
            {
                row.AsSpan().Clear();
                if (_base is not null)
                    for (int j = 0; j < row.Length; j++) row[j] = BaseShares.Ppm(tile, j, t);
                increments.AddTo(tile.First + t, row);
                int served = 0;
                for (int j = 0; j < row.Length; j++)
                {
                    if (row[j] == 0) continue;
                    double score = tile.ScoreAt(j, t), cost = tile.Cost(price, j, t);
                    long payment = Payment(row[j], Math.Min(score, cost));
                    shares[count++] = new Share(tile.First + t, j, row[j], payment);
                    served += row[j];
                    outcome.Entry(row[j], score, cost, payment);
                }
                outcome.Task(served);
            }
            consumer.Accept(shares.AsSpan(0, count));
        });
        return new AllocationReport
        {
            Welfare = outcome.Welfare, Bound = bound, RevenueForgone = outcome.Forgone, RoundingLoss = _roundingLoss,
            Revenue = outcome.Revenue, Passes = passes, Price = price, LoadMilli = _room.LoadMilliUp(),
            Utilisation = _room.Utilisation(), Jain = outcome.Jain(problem.Tasks), NashFraction = outcome.NashFraction(problem.Tasks), Starved = outcome.Starved,
        };
    }

    /// <summary>⌊q·unit/10⁶⌋, and never above the exact quotient.</summary>
    internal static long Payment(int ppm, double unit)
    {
        double micro = ppm * unit;
        long payment = (long)(micro / Share.Whole);
        return payment * (double)Share.Whole > micro ? payment - 1 : payment;
    }

    private struct Outcome
    {
        internal double Welfare, Forgone, Sum, Squares, Logs;
        internal long Revenue;
        internal int Starved;

        internal void Entry(int ppm, double score, double cost, long payment)
        {
            double q = ppm / (double)Share.Whole;
            Welfare = Math.FusedMultiplyAdd(q, score, Welfare);
            Forgone = Math.FusedMultiplyAdd(q, Math.Max(0.0, cost - score), Forgone);
            Revenue += payment;
        }

        internal void Task(int served)
        {
            double x = served / (double)Share.Whole;
            Sum += x;
            Squares = Math.FusedMultiplyAdd(x, x, Squares);
            if (served == 0) Starved++;
            else if (served < Share.Whole) Logs += DeterministicMath.Log(x);
        }

        internal readonly double NashFraction(int tasks) =>
            tasks > 0 ? DeterministicMath.Exp((Logs + Starved * DeterministicMath.Log(1.0 / Share.Whole)) / tasks) : 1.0;

        internal readonly double Jain(int tasks) => Squares > 0.0 ? Sum * Sum / (tasks * Squares) : 1.0;
    }
}
