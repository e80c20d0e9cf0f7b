using Economy.Reporting.Diagnoses;

namespace Economy.Experiments.Branches;

/// <summary>Whether a series has settled: where its beginning is over, and in how many runs what follows is stationary about a level.</summary>
/// <param name="BurnIn">Ticks to leave out, by MSER-5 on the mean over the runs; null where it does not settle within the first half.</param>
/// <param name="Tested">Runs that were tested: at least 20 values after the burn-in, not all the same.</param>
/// <param name="Stationary">Those of them in which stationarity is not rejected at 5 % (KPSS).</param>
public sealed record Stationarity(int? BurnIn, int Tested, int Stationary)
{
    private const int Fewest = 20;

    /// <summary>Judges the runs of an ensemble.</summary>
    /// <param name="mean">Mean over the runs, by tick; what is not a number is left out.</param>
    /// <param name="runs">The runs, by tick.</param>
    public static Stationarity Of(IEnumerable<double> mean, IReadOnlyList<double[]> runs)
    {
        List<(double Item, int Tick)> known = [.. mean.Select((value, tick) => (value, tick)).Where(at => !double.IsNaN(at.value))];
        var burnIn = Mser5([.. known.Select(at => at.Item)]);
        var from = known.Count == 0 ? 0 : known[Math.Min(burnIn ?? 0, known.Count - 1)].Tick;
        var tested = runs.Select(run => run.Skip(from).Where(v => !double.IsNaN(v)).ToArray())
            .Where(run => run.Length >= Fewest && run.Distinct().Count() > 1).ToList();
        return new(burnIn is null || known.Count == 0 ? null : from, tested.Count,
            tested.Count(run => Kpss.Level(run) <= Kpss.CriticalAtFivePercent));
    }

    /// <summary>
    /// Values to leave out at the beginning so that the standard error of the mean of the rest is least, over means of five: the marginal
    /// standard error rule. Source: White, Cobb and Spratt, A comparison of five steady-state truncation heuristics for simulation,
    /// Winter Simulation Conference 2000.
    /// </summary>
    /// <returns>A multiple of five; null where the least lies at the end of the first half, which then does not settle, or there are fewer
    /// than ten values.</returns>
    public static int? Mser5(IReadOnlyList<double> values)
    {
        const int Batch = 5;
        var batches = values.Chunk(Batch).Where(c => c.Length == Batch).Select(c => c.Average()).ToArray();
        if (batches.Length < 2) return null;
        var (best, least) = (0, double.PositiveInfinity);
        for (var d = 0; d <= batches.Length / 2; d++)
        {
            var rest = batches.AsSpan(d);
            var (mean, squares) = (0.0, 0.0);
            foreach (var y in rest) mean += y / rest.Length;
            foreach (var y in rest) squares += (y - mean) * (y - mean);
            if (squares / rest.Length / rest.Length < least) (best, least) = (d, squares / rest.Length / rest.Length);
        }

        return best > 0 && best == batches.Length / 2 ? null : best * Batch;
    }
}
