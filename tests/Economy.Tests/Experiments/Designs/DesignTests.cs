using System.Globalization;
using Economy.Experiments.Designs;

namespace Economy.Tests.Experiments.Designs;

public sealed class DesignTests
{
    private static readonly FactorSpec Tax = new() { Key = "money.transactionTax", From = 0, To = 1, Steps = 3 };
    private static readonly FactorSpec Policy = new() { Key = "allocation.policy", Values = ["attention", "greedy"] };

    /// <summary>
    /// The first 16 points of 8 dimensions in Gray-code order, in sixteenths: worked out by hand from the published direction numbers, by
    /// v_k = m_k / 2^k and their recurrences, x_{n+1} = x_n XOR v_c with c the place of the lowest zero bit of n.
    /// </summary>
    [Fact]
    public void Sobol_points_are_those_of_the_published_direction_numbers()
    {
        // m_1 … m_4 of the dimensions: given in the table, and from there by the recurrence of the polynomial.
        int[][] m =
        [
            [1, 1, 1, 1], // dimension 1: van der Corput
            [1, 3, 5, 15], // s = 1, a = 0, m: 1;              m_k = 2 m_{k-1} ⊕ m_{k-1}
            [1, 3, 1, 1], // s = 2, a = 1, m: 1 3;            m_3 = 2·3 ⊕ 4·1 ⊕ 1 = 3? see below
            [1, 3, 1, 0],
        ];
        // Dimension 3: m_3 = 2 a_1 m_2 ⊕ 4 m_1 ⊕ m_1 = 6 ⊕ 4 ⊕ 1 = 3; m_4 = 2·3 ⊕ 4·3 ⊕ 3 = 6 ⊕ 12 ⊕ 3 = 9.
        m[2] = [1, 3, 3, 9];
        // Dimension 4 (s = 3, a = 1 → a_1 = 0, a_2 = 1, m: 1 3 1): m_4 = 4 m_2 ⊕ 8 m_1 ⊕ m_1 = 12 ⊕ 8 ⊕ 1 = 5.
        m[3] = [1, 3, 1, 5];
        // Dimension 5 (s = 3, a = 2 → a_1 = 1, a_2 = 0, m: 1 1 1): m_4 = 2 m_3 ⊕ 8 m_1 ⊕ m_1 = 2 ⊕ 8 ⊕ 1 = 11.
        // Dimensions 6 to 8 have degree 4 and 5: their first four are given.
        m = [.. m, [1, 1, 1, 11], [1, 1, 3, 3], [1, 3, 5, 13], [1, 1, 5, 5]];

        var points = SobolSequence.Points(8, 16).ToList();
        for (var d = 0; d < 8; d++)
        {
            var state = 0;
            for (var n = 0; n < 16; n++)
            {
                Assert.Equal(state / 16.0, points[n][d]);
                var c = int.TrailingZeroCount(~n);
                if (c < 4) state ^= m[d][c] << (3 - c);
            }
        }

        // As published tables print the first points of the first three dimensions.
        Assert.Equal([[0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625], [0.875, 0.875, 0.125]],
            points.Take(6).Select(p => p[..3]));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(7ul)]
    public void Any_power_of_two_of_Sobol_points_has_one_in_each_interval_of_every_dimension(ulong seed)
    {
        var points = SobolSequence.Points(SobolSequence.MostDimensions, 256, seed).ToList();
        Assert.Equal(80, SobolSequence.MostDimensions);
        for (var d = 0; d < SobolSequence.MostDimensions; d++)
            Assert.Equal(Enumerable.Range(0, 256), points.Select(p => (int)(p[d] * 256)).Order());
    }

    [Fact]
    public void A_Latin_hypercube_has_one_point_in_each_stratum_of_every_factor()
    {
        var design = new LatinHypercubeDesign { Points = 37, Seed = 5 };
        var sample = design.Sample(6);
        Assert.All(sample, column => Assert.Equal(Enumerable.Range(0, 37), column.Select(x => (int)(x * 37)).Order()));
        Assert.Equal(6, sample.Select(c => string.Join(' ', c)).Distinct().Count());
        Assert.Equal(37, DesignTable.Of(design.PointsOf([Tax, new FactorSpec { Key = "b", From = 1, To = 1000, Scale = FactorScale.Log }]))
            .Settings.Count);
    }

    [Fact]
    public void A_grid_has_every_value_with_every_other_and_a_paired_design_one_change_at_a_time()
    {
        Assert.Equal(["0 attention", "0 greedy", "0.5 attention", "0.5 greedy", "1 attention", "1 greedy"],
            Texts(new GridDesign(), Tax, Policy));
        Assert.Equal(["0 attention", "0.5 attention", "1 attention", "0 greedy"], Texts(new PairedDesign(), Tax, Policy));
    }

    [Fact]
    public void Morris_trajectories_move_each_factor_once_by_the_step_and_stay_within_the_cube()
    {
        var design = new MorrisDesign { Trajectories = 200, Levels = 6 };
        var levels = new HashSet<int>();
        foreach (var (places, moves) in design.Sample(5))
        {
            Assert.Equal(Enumerable.Range(0, 5), moves.Select(m => m.Factor).Order());
            for (var m = 0; m < moves.Length; m++)
            {
                var (before, after) = (places[m], places[m + 1]);
                for (var f = 0; f < 5; f++) Assert.Equal(f == moves[m].Factor ? moves[m].Step : 0, after[f] - before[f], 12);
                Assert.Equal(0.6, Math.Abs(moves[m].Step), 12);
            }

            foreach (var place in places.SelectMany(p => p))
            {
                Assert.InRange(place, -1e-12, 1 + 1e-12);
                levels.Add((int)Math.Round(place * 5));
            }
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], levels.Order());
    }

    [Fact]
    public void Saltellis_samples_differ_in_the_column_of_their_factor_alone()
    {
        var rows = new SobolDesign { Points = 8 }.Sample(3).Chunk(5).ToList();
        Assert.Equal(8, rows.Count);
        foreach (var row in rows)
            for (var i = 0; i < 3; i++)
                for (var f = 0; f < 3; f++) Assert.Equal(f == i ? row[1][f] : row[0][f], row[2 + i][f]);
    }

    [Fact]
    public void Ranges_are_linear_logarithmic_or_whole()
    {
        FactorSpec log = new() { Key = "k", From = 1, To = 1000, Scale = FactorScale.Log, Steps = 4 },
            whole = new() { Key = "k", From = 1, To = 3, Scale = FactorScale.Whole };
        Assert.Equal([1, 10, 100, 1000], log.Levels.Select(l => Math.Round(double.Parse(l, CultureInfo.InvariantCulture), 9)));
        Assert.Equal(["1", "1", "2", "2", "3", "3"], new[] { 0, 0.3, 0.34, 0.6, 0.67, 1 }.Select(whole.At));
        foreach (var place in new[] { 0.05, 0.5, 0.95 }) Assert.Equal(place, log.PlaceOf(log.NumberAt(place)), 9);
    }

    private static IEnumerable<string> Texts(DesignSpec design, params FactorSpec[] factors) =>
        design.PointsOf(factors).Select(p => string.Join(' ', p));
}
