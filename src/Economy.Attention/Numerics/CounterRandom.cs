namespace Economy.Attention.Numerics;

/// <summary>
/// Random words by counter, without state: word n of a seed is the finaliser of SplitMix64 at seed + n·γ (Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Enough for starting weights and shuffles.
/// </summary>
public readonly record struct CounterRandom(ulong Seed)
{
    /// <summary>Another sequence for another purpose.</summary>
    public CounterRandom Fork(ulong purpose) => new(Word(~purpose));

    /// <summary>Word n, uniform over 64 bits.</summary>
    public ulong Word(ulong n)
    {
        unchecked // wraps by definition
        {
            ulong z = Seed + (n + 1) * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Number n, uniform over multiples of 2⁻⁵³ in [0, 1).</summary>
    public double Uniform(ulong n) => (Word(n) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Permutes by Fisher and Yates.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = (int)Math.BigMul(Word((ulong)i), (ulong)i + 1, out _);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
