using System.Diagnostics.CodeAnalysis;
using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;

namespace Economy.Attention.Model;

/// <summary>
/// A model of how well pools serve tasks: what it looks at, how it scales that, its form and its parameters. The logit a_ij
/// enters the score as s_ij = b_i·σ(a_ij) (design section 3). Treat it as immutable: training returns another.
/// </summary>
public sealed record AttentionModel
{
    private Network? _network;

    /// <summary>No parameters yet: set every property.</summary>
    public AttentionModel() { }

    [SetsRequiredMembers]
    private AttentionModel(AttentionModel other) =>   // all but the network, which belongs to the options and the schema
        (Schema, Options, TaskScale, PoolScale, Parameters) = (other.Schema, other.Options, other.TaskScale, other.PoolScale,
            other.Parameters);

    /// <summary>What the model looks at.</summary>
    public required FeatureSchema Schema { get; init; }

    /// <summary>Hyper-parameters.</summary>
    public required ModelOptions Options { get; init; }

    /// <summary>Of task features, [F].</summary>
    public required Standardiser TaskScale { get; init; }

    /// <summary>Of pool features, [G].</summary>
    public required Standardiser PoolScale { get; init; }

    /// <summary>The learned tensors by name.</summary>
    public required Parameters Parameters { get; init; }

    internal Network Network => _network ??= new Network(Schema, Options, Parameters);

    /// <summary>
    /// Small random parameters that depend on the seed alone, so that every score is near half the bid. Features enter as they
    /// are: standardise before use, with <see cref="StandardisedBy(Features)"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The options or the numbers of features are out of range.</exception>
    public static AttentionModel Untrained(FeatureSchema schema, ModelOptions options, ulong seed)
    {
        options.ThrowIfInvalid();
        if (!schema.IsValid) throw new ArgumentException($"tasks and pools have 1 to {FeatureSchema.MostFeatures} features",
            nameof(schema));
        Parameters parameters = Network.Declare(schema, options);
        var random = new CounterRandom(seed);
        for (int t = 0; t < parameters.Shapes.Count; t++)
        {
            ParameterShape shape = parameters.Shapes[t];
            CounterRandom own = random.Fork((ulong)t);
            double reach = Reach(shape);
            Span<double> values = parameters[shape];
            for (int i = 0; i < values.Length; i++) values[i] = shape.Name == "head.weight" ? 1.0 : reach * (2.0 * own.Uniform((ulong)i) - 1.0);
        }
        return new AttentionModel { Schema = schema, Options = options, TaskScale = Raw(schema.Task), PoolScale = Raw(schema.Pool), Parameters = parameters };
    }

    /// <summary>The same parameters on features scaled by these tasks and pools.</summary>
    public AttentionModel StandardisedBy(Features features)
    {
        ThrowIfForeign(features.Schema);
        var (task, pool) = (new Moments(Schema.Task.Count), new Moments(Schema.Pool.Count));
        task.Add(features.Task.AsSpan(0, features.Tasks * features.TaskWidth));
        pool.Add(features.Pool);
        return StandardisedBy(task, pool);
    }

    /// <summary>The same parameters on features scaled by moments gathered elsewhere, such as over many rounds.</summary>
    public AttentionModel StandardisedBy(Moments task, Moments pool) =>
        this with { TaskScale = Standardiser.Fit(Schema.Task, task), PoolScale = Standardiser.Fit(Schema.Pool, pool) };

    internal void ThrowIfForeign(FeatureSchema other)
    {
        if (!ReferenceEquals(Schema, other) && Schema.Difference(other) is { } difference)
            throw new ArgumentException($"the features are not those of the model: {difference}");
    }

    /// <summary>Uniform in ±reach gives variance gain²/columns.</summary>
    private static double Reach(ParameterShape shape) => shape.Name switch
    {
        "bias" => 0.0,
        "value" or "encoder.token" => 0.5,
        "encoder.out" => 0.1 * Math.Sqrt(3.0 / shape.Columns),
        _ => 0.5 * Math.Sqrt(3.0 / shape.Columns),
    };

    private static Standardiser Raw(IReadOnlyList<Feature> columns)
    {
        var one = new double[columns.Count];
        one.AsSpan().Fill(1.0);
        return new Standardiser(new double[columns.Count], one);
    }
}
