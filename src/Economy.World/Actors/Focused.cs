using Economy.Attention.Numerics;

namespace Economy.World.Actors;

/// <summary>How a participant spread its attention in a tick.</summary>
/// <param name="Price">Shadow price of an hour of attention, utils.</param>
/// <param name="Money">The same over the marginal utility of its money, minor units; below 0 where money has none.</param>
/// <param name="Bits">Information that the choice rests on, bits.</param>
/// <param name="Entropy">Of the attention given to activities, bits.</param>
/// <param name="InformationSeconds">Attention that finding out took.</param>
/// <param name="SwitchingSeconds">Attention that changing activities took.</param>
/// <param name="Activities">Activities that it gave attention.</param>
internal readonly record struct Focused(
    double Price, double Money, double Bits, double Entropy, double InformationSeconds, double SwitchingSeconds, int Activities)
{
    /// <summary>Sums that <see cref="AddTo"/> keeps.</summary>
    public const int Measures = 10;

    private const double MostMoney = 1e10;

    /// <summary>Adds it to sums in millionths, which are exact, whatever their order.</summary>
    /// <param name="sums">
    /// Participants, those with an activity, those whose money has a utility; then price, money, bits, entropy, effective number of
    /// activities, and the seconds of finding out and of changing.
    /// </param>
    public void AddTo(Span<long> sums)
    {
        sums[0]++;
        if (Activities > 0) sums[1]++;
        if (Money >= 0) sums[2]++;
        sums[3] += Micro(Price);
        sums[4] += Micro(Math.Clamp(Money, 0, MostMoney));
        sums[5] += Micro(Bits);
        if (Activities > 0) sums[6] += Micro(Entropy);
        if (Activities > 0) sums[7] += Micro(DeterministicMath.Pow(2, Entropy));
        sums[8] += Micro(InformationSeconds);
        sums[9] += Micro(SwitchingSeconds);
    }

    private static long Micro(double value) => (long)(value * 1e6);
}
