using Economy.World.Randomness;

namespace Economy.World.Recommenders;

/// <summary>Fills the slots of a recommender for one participant after another.</summary>
/// <param name="isDrawn">Whether slots are drawn by weight; else the greatest weight comes first.</param>
/// <param name="kindOf">[K] A number for the kind of each item; below 0 where it is not ranked.</param>
public sealed class Slate(bool isDrawn, int[] kindOf)
{
    private readonly double[] left = new double[kindOf.Length];
    private readonly int[] shown = new int[kindOf.Length];

    /// <summary>Fills slots.</summary>
    /// <param name="weight">[K] Weight of each subsystem.</param>
    /// <param name="slots">How many, at most.</param>
    /// <param name="rules">Exploration and diversity.</param>
    /// <param name="random">Two draws a slot.</param>
    /// <returns>Rows of the places, from the first slot on; valid until the next call.</returns>
    public ReadOnlySpan<int> Fill(ReadOnlySpan<double> weight, int slots, Recommender rules, ref PhiloxStream random)
    {
        var places = 0;
        for (var k = 0; k < left.Length; k++)
        {
            left[k] = kindOf[k] >= 0 ? weight[k] : -1;
            if (left[k] >= 0) places++;
        }

        var filled = 0;
        for (; filled < Math.Min(slots, places); filled++)
        {
            var (explores, draw) = (random.NextDouble() < rules.Exploration, random.NextDouble());
            var next = explores ? Any((int)(draw * (places - filled))) : isDrawn ? Drawn(draw) : Best();
            shown[filled] = next;
            left[next] = -1;
            for (var k = 0; rules.Diversity > 0 && k < left.Length; k++)
                if (left[k] > 0 && kindOf[k] == kindOf[next]) left[k] *= 1 - rules.Diversity;
        }

        return shown.AsSpan(0, filled);
    }

    /// <summary>Fills slots with the first of those that a ranking has put into order, where they do not depend on one another.</summary>
    /// <param name="ranked">The best items, the best first: as many as there are slots, or all; below 0 where there are no more.</param>
    /// <param name="slots">How many, at most.</param>
    /// <param name="exploration">Chance that a slot is filled with any item instead.</param>
    /// <param name="random">Two draws a slot.</param>
    /// <returns>Rows of the items, from the first slot on; valid until the next call.</returns>
    public ReadOnlySpan<int> Fill(ReadOnlySpan<int> ranked, int slots, double exploration, ref PhiloxStream random)
    {
        var (items, filled, at) = (0, 0, 0);
        for (var k = 0; k < left.Length; k++)
        {
            left[k] = kindOf[k] >= 0 ? 0 : -1;
            if (left[k] >= 0) items++;
        }

        for (; filled < Math.Min(slots, items); filled++)
        {
            var (explores, draw) = (random.NextDouble() < exploration, random.NextDouble());
            while (!explores && left[ranked[at]] < 0) at++;
            shown[filled] = explores ? Any((int)(draw * (items - filled))) : ranked[at];
            left[shown[filled]] = -1;
        }

        return shown.AsSpan(0, filled);
    }

    private int Any(int number)
    {
        var k = 0;
        for (; left[k] < 0 || number-- > 0; k++) { }
        return k;
    }

    private int Drawn(double draw)
    {
        var total = 0.0;
        foreach (var w in left) total += Math.Max(0, w);
        if (total == 0) return Best();
        var (at, last) = (draw * total, -1);
        for (var k = 0; k < left.Length; k++)
        {
            if (left[k] <= 0) continue;
            last = k;
            if ((at -= left[k]) < 0) break;
        }

        return last;
    }

    private int Best()
    {
        var best = -1;
        for (var k = 0; k < left.Length; k++) if (left[k] >= 0 && (best < 0 || left[k] > left[best])) best = k;
        return best;
    }
}
