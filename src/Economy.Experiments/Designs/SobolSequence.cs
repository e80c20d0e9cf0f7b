using System.Globalization;
using Economy.World.Randomness;

namespace Economy.Experiments.Designs;

/// <summary>
/// The Sobol sequence, a low-discrepancy sequence in base 2, in Gray-code order: Antonov and Saleev, USSR Computational Mathematics and
/// Mathematical Physics 19 (1979) 252–256, with the direction numbers of Joe and Kuo (<c>Designs/JoeKuo.txt</c>).
/// </summary>
public static class SobolSequence
{
    private const int Bits = 32;
    private static readonly Lazy<uint[][]> Directions = new(Read);

    /// <summary>Dimensions that there are direction numbers for.</summary>
    public static int MostDimensions => Directions.Value.Length;

    /// <summary>The first points, each a place in [0, 1) for every dimension; the first of all is the origin.</summary>
    /// <param name="dimensions">From 1 to <see cref="MostDimensions"/>.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="seed">
    /// Seed of a digital shift: the same random bits are added modulo 2 to all points of a dimension, which keeps their balance and takes
    /// them off the corners. 0: as published.
    /// </param>
    public static IEnumerable<double[]> Points(int dimensions, int count, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);
        var shift = new uint[dimensions];
        for (var d = 0; d < dimensions && seed != 0; d++) shift[d] = new PhiloxStream(seed, Purpose.Design, d, 2).NextUInt32();
        return Points(Directions.Value[..dimensions], count, shift);
    }

    private static IEnumerable<double[]> Points(uint[][] directions, int count, uint[] shift)
    {
        var state = new uint[directions.Length];
        for (var i = 0; i < count; i++)
        {
            var point = new double[state.Length];
            // Half a unit of the last place keeps what is shifted off 0.
            for (var d = 0; d < state.Length; d++) point[d] = ((state[d] ^ shift[d]) + (shift[d] == 0 ? 0 : 0.5)) / (1UL << Bits);
            yield return point;
            var flipped = System.Numerics.BitOperations.TrailingZeroCount(~(uint)i);
            for (var d = 0; d < state.Length; d++) state[d] ^= directions[d][flipped];
        }
    }

    private static uint[][] Read()
    {
        using var reader = new StreamReader(typeof(SobolSequence).Assembly.GetManifestResourceStream("JoeKuo.txt")!);
        var directions = new List<uint[]> { Enumerable.Range(0, Bits).Select(bit => 1u << (Bits - 1 - bit)).ToArray() };
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || !char.IsAsciiDigit(line[0])) continue;
            directions.Add(Of([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => uint.Parse(n, CultureInfo.InvariantCulture))]));
        }

        return [.. directions];
    }

    /// <summary>
    /// v_k = m_k / 2^k by the recurrence of the primitive polynomial; the numbers are d, its degree s, its coefficients a, and m_1 … m_s.
    /// </summary>
    private static uint[] Of(uint[] numbers)
    {
        var (degree, coefficients) = ((int)numbers[1], numbers[2]);
        var v = new uint[Bits];
        for (var k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                v[k] = numbers[3 + k] << (Bits - 1 - k);
                continue;
            }

            v[k] = v[k - degree] ^ (v[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
                if (((coefficients >> (degree - 1 - j)) & 1) == 1) v[k] ^= v[k - j];
        }

        return v;
    }
}
