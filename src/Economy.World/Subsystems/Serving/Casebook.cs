using Economy.Attention.Numerics;
using Economy.Attention.Retrieval;
using Economy.Core.State;
using Economy.World.Randomness;

namespace Economy.World.Subsystems.Serving;

/// <summary>
/// The cases that a place has finished, the latest of them. A new visit recalls the nearest by attention: of use is the weight that falls
/// on cases of its own topic (case-based reasoning: Aamodt and Plaza 1994; retrieval: <see cref="Recall"/>).
/// </summary>
/// <param name="spec">What visits are about, and how many cases are kept.</param>
public sealed class Casebook(CaseSpec spec) : IResumable
{
    /// <summary>Numbers that say what a visit is about.</summary>
    public const int Width = 16;

    private readonly double[] keys = new double[spec.Memory * Width];
    private readonly int[] topics = new int[spec.Memory];
    private readonly double[] weight = new double[spec.Memory];
    private readonly double[] chance = [.. Enumerable.Range(1, spec.Topics).Select(r => DeterministicMath.Pow(r, -spec.Skew))];
    private readonly double chances = Enumerable.Range(1, spec.Topics).Sum(r => DeterministicMath.Pow(r, -spec.Skew));
    private long finished;

    /// <inheritdoc />
    string IResumable.Kind => "cases";

    /// <summary>Cases that are kept.</summary>
    public int Count => (int)Math.Min(finished, spec.Memory);

    /// <summary>Draws what a visit is about.</summary>
    /// <param name="random">Its stream.</param>
    public Case Draw(ref PhiloxStream random)
    {
        var (at, topic) = (random.NextDouble() * chances, 0);
        while (topic < chance.Length - 1 && (at -= chance[topic]) >= 0) topic++;
        // The directions of topics are the same in every run.
        var own = new PhiloxStream(0, Purpose.Cases, topic, 0);
        var (direction, key) = (Direction(ref own), Direction(ref random));
        for (var f = 0; f < Width; f++) key[f] = direction[f] + spec.Noise * key[f];
        return new(topic, Scaled(key));
    }

    /// <summary>Weight of what a case recalls that is of its own topic, 0…1; 0 of an empty book.</summary>
    public double Known(Case asked, double beta)
    {
        var products = weight.AsSpan(0, Count);
        var top = -1.0;
        for (var c = 0; c < products.Length; c++)
        {
            products[c] = Reduction.Dot(asked.Key, keys.AsSpan(c * Width, Width));
            top = Math.Max(top, products[c]);
        }

        var (total, known) = (Recall.Weigh(products, beta, top), 0.0);
        for (var c = 0; c < products.Length; c++) if (topics[c] == asked.Topic) known += products[c];
        return total > 0 ? known / total : 0;
    }

    /// <summary>Keeps a case that is finished, in the place of the oldest where there is no more room.</summary>
    public void Add(Case solved)
    {
        var at = (int)(finished++ % spec.Memory);
        topics[at] = solved.Topic;
        solved.Key.CopyTo(keys.AsSpan(at * Width, Width));
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(finished);
        state.WriteColumn<int>(topics.AsSpan(0, Count));
        state.WriteColumn<double>(keys.AsSpan(0, Count * Width));
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        finished = state.ReadInt64();
        state.ReadColumn<int>().CopyTo(topics, 0);
        state.ReadColumn<double>().CopyTo(keys, 0);
    }

    private static double[] Direction(ref PhiloxStream random)
    {
        var vector = new double[Width];
        for (var f = 0; f < Width; f++) vector[f] = random.Normal();
        return Scaled(vector);
    }

    private static double[] Scaled(double[] vector)
    {
        var length = Math.Sqrt(Reduction.Dot(vector, vector));
        for (var f = 0; length > 0 && f < Width; f++) vector[f] /= length;
        return vector;
    }
}

/// <summary>What a visit is about.</summary>
/// <param name="Topic">Row of its topic.</param>
/// <param name="Key">[16] Its words, as a direction.</param>
public sealed record Case(int Topic, double[] Key);
