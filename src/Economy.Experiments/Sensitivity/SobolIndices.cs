using Economy.World.Randomness;

namespace Economy.Experiments.Sensitivity;

/// <summary>An index with its 95 % bootstrap band.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end: the 2.5 % quantile over resamples.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Banded(double Value, double Low, double High);

/// <summary>
/// First- and total-order indices of Sobol on Saltelli's design. First order: Saltelli et al., Computer Physics Communications 181 (2010)
/// 259–270, table 2 (b), mean of f(B)·(f(AB_i) − f(A)) over the variance; total order: Jansen, Computer Physics Communications 117 (1999)
/// 35–43, half the mean of (f(A) − f(AB_i))² over it. The variance is that of f(A) and f(B) together. Bands resample the points of the
/// sequence.
/// </summary>
/// <param name="First">Part of the variance that the factor explains by itself, for each factor.</param>
/// <param name="Total">Part that it has a share in, alone or with others.</param>
public sealed record SobolIndices(IReadOnlyList<Banded> First, IReadOnlyList<Banded> Total)
{
    /// <summary>Estimates them.</summary>
    /// <param name="values">Values in the order of the design: A, B, AB_1, …, AB_d for each point.</param>
    /// <param name="factors">Number of factors d ≥ 1.</param>
    /// <param name="resamples">Bootstrap resamples.</param>
    public static SobolIndices Of(IReadOnlyList<double> values, int factors, int resamples = 1000)
    {
        var width = factors + 2;
        if (values.Count == 0 || values.Count % width != 0)
            throw new ArgumentException($"{values.Count} values are no multiple of {width}.", nameof(values));
        // Points at which a run is missing are left out whole.
        var rows = Enumerable.Range(0, values.Count / width)
            .Select(k => Enumerable.Range(k * width, width).Select(i => values[i]).ToArray())
            .Where(row => !row.Any(double.IsNaN)).ToArray();
        var centre = rows.Length == 0 ? 0 : rows.Average(row => (row[0] + row[1]) / 2);
        foreach (var row in rows)
            for (var i = 0; i < width; i++) row[i] -= centre;
        var whole = Indices(rows, [.. Enumerable.Range(0, rows.Length)], factors);
        var random = new PhiloxStream(1, Purpose.Bootstrap, factors, 0);
        var samples = new double[2 * factors][];
        for (var i = 0; i < samples.Length; i++) samples[i] = new double[resamples];
        var picks = new int[rows.Length];
        for (var r = 0; r < resamples && rows.Length > 0; r++)
        {
            for (var k = 0; k < picks.Length; k++) picks[k] = random.NextInt(rows.Length);
            var resampled = Indices(rows, picks, factors);
            for (var i = 0; i < samples.Length; i++) samples[i][r] = resampled[i];
        }

        Banded Band(int i)
        {
            Array.Sort(samples[i]);
            return new(whole[i], samples[i][(int)(0.025 * (resamples - 1))], samples[i][(int)(0.975 * (resamples - 1))]);
        }

        return new([.. Enumerable.Range(0, factors).Select(Band)], [.. Enumerable.Range(factors, factors).Select(Band)]);
    }

    /// <summary>First-order indices, then total ones; 0 where nothing varies.</summary>
    private static double[] Indices(double[][] rows, int[] picks, int factors)
    {
        double sum = 0, squares = 0;
        var indices = new double[2 * factors];
        foreach (var k in picks)
        {
            var row = rows[k];
            (sum, squares) = (sum + row[0] + row[1], squares + row[0] * row[0] + row[1] * row[1]);
            for (var i = 0; i < factors; i++)
            {
                indices[i] += row[1] * (row[2 + i] - row[0]);
                indices[factors + i] += (row[0] - row[2 + i]) * (row[0] - row[2 + i]) / 2;
            }
        }

        double n = picks.Length;
        var variance = squares / (2 * n) - sum / (2 * n) * (sum / (2 * n));
        for (var i = 0; i < indices.Length; i++) indices[i] = variance > 0 ? indices[i] / n / variance : 0;
        return indices;
    }
}
