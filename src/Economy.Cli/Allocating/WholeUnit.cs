namespace Economy.Cli.Allocating;

/// <summary>
/// The unit in which a resource is counted in whole numbers. A power of ten where every quantity is a multiple of it, so that
/// nothing is rounded; else a power of two, demand rounded up and capacity down: feasible in whole units is feasible in real ones.
/// </summary>
internal readonly struct WholeUnit
{
    private const int MostExponent = 22;   // 10^22 is the last power of ten that is a double
    private const long MostCapacity = 1L << 60;
    private readonly double _factor;       // 10^|p|, or 2^(−e)
    private readonly bool _isDecimal, _divides;

    private WholeUnit(double factor, bool isDecimal, bool divides) => (_factor, _isDecimal, _divides) = (factor, isDecimal, divides);

    /// <summary>Units in one real unit.</summary>
    internal double PerUnit => _divides ? 1.0 / _factor : _factor;

    /// <summary>
    /// A unit for demands of at most <paramref name="most"/>; <paramref name="isMultiple"/> tells whether all quantities are whole in a
    /// unit.
    /// </summary>
    internal static WholeUnit For(double most, Func<WholeUnit, bool> isMultiple)
    {
        if (most == 0.0) return new WholeUnit(1.0, true, false);
        int p = MostExponent;
        while (p >= -MostExponent && !(Power(p).Count(most) <= int.MaxValue)) p--;
        if (p >= -MostExponent && isMultiple(Power(p))) return Power(p);
        int exponent = Math.Max(Math.ILogB(most) - 30, -1022);
        return new WholeUnit(Math.ScaleB(1.0, -exponent), false, false);
    }

    /// <summary>Whether a quantity is a whole number of units, up to what a decimal fraction loses as a double.</summary>
    internal bool Holds(double quantity)
    {
        double count = Math.Round(Count(quantity));
        return count <= 9007199254740992.0 && (_divides ? count * _factor : count / _factor) == quantity;
    }

    /// <summary>Whole units that cover a demand within the range of the unit.</summary>
    internal int Up(double demand)
    {
        if (demand == 0.0) return 0;
        double count = _isDecimal && Holds(demand) ? Math.Round(Count(demand))
            : Math.Ceiling(_isDecimal ? Above(Count(demand)) : Count(demand));
        return (int)Math.Clamp(count, 1.0, int.MaxValue);
    }

    /// <summary>Whole units that a capacity has for sure, at most 2^60.</summary>
    internal long Down(double capacity)
    {
        double count = _isDecimal && Holds(capacity) ? Math.Round(Count(capacity))
            : Math.Floor(_isDecimal ? Count(capacity) * (1.0 - 1e-15) : Count(capacity));
        return count < MostCapacity ? (long)count : MostCapacity;
    }

    private static double Above(double x) => x * (1.0 + 1e-15);

    private static WholeUnit Power(int p)
    {
        double power = 1.0;
        for (int i = Math.Abs(p); i > 0; i--) power *= 10.0;
        return new WholeUnit(power, true, p < 0);
    }

    private double Count(double quantity) => _divides ? quantity / _factor : quantity * _factor;
}
