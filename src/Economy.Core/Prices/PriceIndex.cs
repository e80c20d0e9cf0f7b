using Economy.Core.State;

namespace Economy.Core.Prices;

/// <summary>
/// Multilateral price index: GEKS–Fisher over a rolling window with mean splice (Ivancic, Diewert and Fox 2011, J. Econometrics 161;
/// Diewert and Fox 2022, "Substitution bias in multilateral methods for CPI construction", J. Bus. Econ. Stat. 40). Every two ticks of the
/// window are compared by a Fisher index over the goods bought in both; the levels of the window are those that fit all comparisons best,
/// by least squares on logarithms, each weighted by the share of spending that its goods have in the tick where it is smaller (Rao's
/// weights; where all goods are bought in all ticks this is GEKS itself). A tick's level is the geometric mean of what it is from each tick
/// of the window.
/// </summary>
/// <remarks>
/// Fisher and not Törnqvist, because a shadow price may be 0, which has no logarithm. Only ticks in which something was paid count, and
/// enter the window. There is no value where nothing was, or where the goods compared with the other ticks of the window make up less than
/// a quarter of the spending, on average over them: then too little, or something else, was bought.
/// </remarks>
/// <param name="goods">Number of goods.</param>
/// <param name="window">Ticks that are compared with one another, at least 2.</param>
/// <param name="log">Natural logarithm.</param>
/// <param name="exp">Its inverse.</param>
public sealed class PriceIndex(int goods, int window, Func<double, double> log, Func<double, double> exp) : IResumable
{
    private const double EnoughCompared = 0.25;
    private readonly double[] price = new double[window * goods], quantity = new double[window * goods];
    private readonly double[] level = new double[window];
    private readonly double[] link = new double[window * window], weight = new double[window * window];
    private readonly LeastSquaresLevels fit = new(window);
    private int taken, next;

    /// <summary>The index of the last tick: 1 in the first in which something was bought. Not a number where it has none.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>The last value that there was; 1 before the first.</summary>
    public double Latest { get; private set; } = 1;

    /// <summary>Takes in what was bought in the next tick.</summary>
    /// <param name="prices">[goods] price of each, of any unit; looked at where something was bought.</param>
    /// <param name="quantities">[goods] quantity of each, 0 where none was bought.</param>
    public void Observe(ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities)
    {
        var spent = 0.0;
        for (var g = 0; g < goods; g++) if (quantities[g] > 0) spent += prices[g] * quantities[g];
        Value = double.NaN;
        if (!(spent > 0)) return;
        var slot = next;
        (next, taken) = ((slot + 1) % window, Math.Min(taken + 1, window));
        prices.CopyTo(price.AsSpan(slot * goods, goods));
        quantities.CopyTo(quantity.AsSpan(slot * goods, goods));
        for (var other = 0; other < taken; other++) if (other != slot) Compare(slot, other);
        level[slot] = Level(slot);
        if (!IsEnough(slot)) return;
        Value = Latest = exp(level[slot]);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(taken);
        state.Write(next);
        state.Write(Value);
        state.Write(Latest);
        foreach (var column in (double[][])[price, quantity, level]) state.WriteColumn<double>(column);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        (taken, next, Value, Latest) = (state.ReadInt32(), state.ReadInt32(), state.ReadDouble(), state.ReadDouble());
        foreach (var column in (double[][])[price, quantity, level]) state.ReadColumn<double>(column);
        var oldest = next - taken + window;
        for (var at = oldest; at < oldest + taken; at++)
            for (var before = oldest; before < at; before++) Compare(at % window, before % window);
    }

    /// <summary>
    /// Fisher's index between a tick and an earlier one over the goods bought in both, and how much of the spending they are.
    /// </summary>
    private void Compare(int slot, int other)
    {
        var (then, today) = (other * goods, slot * goods);
        double spent0 = 0, spent1 = 0, both0 = 0, both1 = 0, laspeyres = 0, paasche = 0;
        for (var g = 0; g < goods; g++)
        {
            var (before, now) = (quantity[then + g], quantity[today + g]);
            if (before > 0) spent0 += price[then + g] * before;
            if (now > 0) spent1 += price[today + g] * now;
            if (!(before > 0 && now > 0)) continue;
            both0 += price[then + g] * before;
            both1 += price[today + g] * now;
            laspeyres += price[today + g] * before;
            paasche += price[then + g] * now;
        }

        var isComparable = both0 > 0 && both1 > 0 && laspeyres > 0 && paasche > 0;
        var up = isComparable ? (log(laspeyres / both0) + log(both1 / paasche)) / 2 : 0;
        weight[slot * window + other] = weight[other * window + slot] = isComparable ? Math.Min(both0 / spent0, both1 / spent1) : 0;
        (link[slot * window + other], link[other * window + slot]) = (up, -up);
    }

    /// <summary>Logarithm of the level of the newest tick. A window in which no tick has one begins again at the last value.</summary>
    private double Level(int slot)
    {
        var (sum, linked, any) = (0.0, 0, false);
        var fitted = fit.Of(slot, taken, link, weight);
        for (var other = 0; other < taken; other++)
        {
            if (other == slot || !double.IsFinite(level[other])) continue;
            any = true;
            if (!double.IsFinite(fitted[other])) continue;
            sum += level[other] - fitted[other];
            linked++;
        }

        return linked > 0 ? sum / linked : any ? double.NaN : log(Latest);
    }

    private bool IsEnough(int slot)
    {
        var sum = 0.0;
        for (var other = 0; other < taken; other++) sum += weight[slot * window + other];
        return double.IsFinite(level[slot]) && sum >= EnoughCompared * (taken - 1);
    }
}
