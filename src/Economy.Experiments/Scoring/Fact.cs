using System.Reflection;
using Economy.Core.Kinds;

namespace Economy.Experiments.Scoring;

/// <summary>A stylised fact: a number that is known of real economies, and how it is measured on a run. A kind is one file.</summary>
[Family("a fact")]
public abstract record Fact
{
    /// <summary>All facts there are, in ordinal order of their names. A script adds its own by <see cref="KindRegistry.Add{TKind}"/>.</summary>
    public static IReadOnlyList<Fact> All
    {
        get
        {
            KindRegistry.AddAll(typeof(Fact).Assembly);
            return [.. KindRegistry.Of(typeof(Fact)).Select(kind => (Fact)Activator.CreateInstance(kind.Type)!)];
        }
    }

    /// <summary>Its name.</summary>
    public string Name => KindRegistry.NameOf(this);

    /// <summary>What it says, and its estimator.</summary>
    public string Meaning => GetType().GetCustomAttribute<KindAttribute>()!.Meaning;

    /// <summary>What was measured on real systems.</summary>
    public abstract IReadOnlyList<Figure> Figures { get; }

    /// <summary>The band where it is not simply the span of the figures.</summary>
    protected virtual Band? Stated => null;

    /// <summary>The tables it is measured on.</summary>
    public abstract IReadOnlyList<Type> Tables { get; }

    /// <summary>Measures it on a run that has these tables.</summary>
    public abstract Measurement Of(FactRun run);

    /// <summary>The systems that its figures come from.</summary>
    public string Source => string.Join("; ", Figures.Select(f => f.System));

    /// <summary>
    /// Where it lies: what is stated, else from the least of the figures to the most of them; a single figure stands for half to one and a
    /// half times itself, but not beyond 1 where it is a share or a coefficient of at most 1.
    /// </summary>
    public Band Band => BandOf(Figures);

    /// <summary>The band by other values of the figures.</summary>
    public Band BandOf(IReadOnlyList<Figure> figures)
    {
        double[] values = [.. figures.SelectMany(f => f.Values)];
        if (Stated is { } stated) return stated;
        var (low, high) = (values.Min(), values.Max());
        return values.Length > 1 ? new Band(low, high)
            : new Band(low - Math.Abs(low) / 2, Math.Min(high + Math.Abs(high) / 2, high <= 1 ? 1 : double.PositiveInfinity));
    }
}
