using Economy.Attention.Numerics;

namespace Economy.Attention.Rounding;

/// <summary>Sums over served tasks.</summary>
internal struct Outcome
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

    internal void Add(in Outcome other)
    {
        Welfare += other.Welfare;
        Forgone += other.Forgone;
        Sum += other.Sum;
        Squares += other.Squares;
        Logs += other.Logs;
        Revenue += other.Revenue;
        Starved += other.Starved;
    }

    internal readonly double NashFraction(int tasks) =>
        tasks > 0 ? DeterministicMath.Exp((Logs + Starved * DeterministicMath.Log(1.0 / Share.Whole)) / tasks) : 1.0;

    internal readonly double Jain(int tasks) => Squares > 0.0 ? Sum * Sum / (tasks * Squares) : 1.0;
}
