using Economy.Core.Kinds;

namespace Economy.Experiments.Designs;

/// <summary>Which settings of its factors an experiment runs.</summary>
[Family("a design", AsWord = true)]
public abstract record DesignSpec
{
    [Key("Which settings are run; a kind may bring further keys, and its bare name stands for it with all of them at their defaults.")]
    public string Kind => KindRegistry.NameOf(this);

    /// <summary>Whether it tries the levels of every factor, and so needs the steps of a range.</summary>
    public virtual bool TriesLevels => false;

    /// <summary>The settings in order, a value for each factor; the same one may come again.</summary>
    /// <param name="factors">At least one.</param>
    public abstract IEnumerable<IReadOnlyList<string>> PointsOf(IReadOnlyList<FactorSpec> factors);

    /// <summary>Adds the kinds of designs to the registry; doing it again changes nothing.</summary>
    public static void Register() => KindRegistry.AddAll(typeof(DesignSpec).Assembly);

    /// <summary>The values at a place for each factor.</summary>
    protected static IReadOnlyList<string> At(IReadOnlyList<FactorSpec> factors, IReadOnlyList<double> places) =>
        [.. factors.Select((f, i) => f.At(places[i]))];
}
