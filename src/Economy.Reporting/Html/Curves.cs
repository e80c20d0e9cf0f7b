namespace Economy.Reporting.Html;

/// <summary>How the ticks of a run fall into points of a chart: at most 300, each the mean of <see cref="TicksPerPoint"/> ticks.</summary>
internal sealed record TimeAxis(int FirstTick, int LastTick)
{
    private const int MostPoints = 300;

    internal int TicksPerPoint { get; } = Math.Max(1, (LastTick - FirstTick + MostPoints) / MostPoints);

    internal int Points => Math.Max(0, (LastTick - FirstTick) / TicksPerPoint + 1);

    /// <summary>The last tick of every point.</summary>
    internal int[] Ticks => [.. Enumerable.Range(0, Points).Select(p => Math.Min(LastTick, FirstTick + (p + 1) * TicksPerPoint - 1))];

    /// <summary>The point of a tick; −1 outside the axis.</summary>
    internal int PointOf(int tick) => tick < FirstTick || tick > LastTick ? -1 : (tick - FirstTick) / TicksPerPoint;

    /// <summary>Ticks that fall into a point.</summary>
    internal int TicksIn(int point) => Math.Min(TicksPerPoint, LastTick - FirstTick + 1 - point * TicksPerPoint);
}

/// <summary>Curves by group (a market, a pool) and measure, in order of first appearance.</summary>
internal sealed class Curves(TimeAxis axis)
{
    private readonly OrderedDictionary<string, OrderedDictionary<string, (double[] Sums, int[] Counts)>> groups = [];

    /// <summary>Adds one observation; NaN is none.</summary>
    internal void Add(string group, string measure, int tick, double value)
    {
        var point = axis.PointOf(tick);
        if (!groups.TryGetValue(group, out var measures)) groups[group] = measures = [];
        if (!measures.TryGetValue(measure, out var curve)) measures[measure] = curve = (new double[axis.Points], new int[axis.Points]);
        if (point < 0 || double.IsNaN(value)) return;
        curve.Sums[point] += value;
        curve.Counts[point]++;
    }

    /// <summary>Mean of the observations of each point; null where there is none.</summary>
    internal CurveGroup[] Means => Shape((curve, p) => curve.Counts[p] == 0 ? null : Short(curve.Sums[p] / curve.Counts[p]));

    /// <summary>Sum of the observations of each point over its ticks: what is not listed counts as 0.</summary>
    internal CurveGroup[] PerTick => Shape((curve, p) => Short(curve.Sums[p] / axis.TicksIn(p)));

    /// <summary>Seven digits are more than a screen can show.</summary>
    internal static double? Short(double value) =>
        double.IsFinite(value)
            ? double.Parse(value.ToString("G7", System.Globalization.CultureInfo.InvariantCulture),
                System.Globalization.CultureInfo.InvariantCulture) : null;

    private CurveGroup[] Shape(Func<(double[] Sums, int[] Counts), int, double?> point) =>
    [
        .. groups.Select(g => new CurveGroup(
            g.Key, g.Value.ToDictionary(m => m.Key, m => Enumerable.Range(0, axis.Points).Select(p => point(m.Value, p)).ToArray()))),
    ];
}

/// <summary>The curves of one group by measure, a value or null for each point.</summary>
internal sealed record CurveGroup(string Name, IReadOnlyDictionary<string, double?[]> Curves);
