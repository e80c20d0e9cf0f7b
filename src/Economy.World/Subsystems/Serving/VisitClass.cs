using Economy.Core.Kinds;

namespace Economy.World.Subsystems.Serving;

/// <summary>A class of visits. Where classes have an order, it is that of their list.</summary>
public sealed record VisitClass
{
    [Key("Name of the class.")]
    public required string Name { get; init; }

    [Key("How many visits are of it, as a weight beside those of the other classes.", Min = 0.000001, Max = 1e9)]
    public double Weight { get; init; } = 1;

    [Key("Mean work of a visit of this class. Default: that of the place.", Unit = "seconds", Min = 0.001, Max = 1e9)]
    public double? Work { get; init; }

    [Key("How long after it was asked for a visit of this class is in time. Default: it is never late.", Unit = "seconds", Min = 0, Max = 1e9)]
    public double? Deadline { get; init; }

    /// <summary>The row of the class in which a number that is uniform in [0, 1) falls.</summary>
    public static int At(IReadOnlyList<VisitClass> classes, double uniform)
    {
        var (sum, row) = (0.0, 0);
        foreach (var one in classes) sum += one.Weight;
        for (var left = uniform * sum; row < classes.Count - 1 && left >= classes[row].Weight; row++) left -= classes[row].Weight;
        return row;
    }
}
