using Economy.Attention.Model.Forms;

namespace Economy.Attention.Model;

/// <summary>
/// The parts of a model put together: encoder, form and bias, over one flat array of parameters. Holds no values, so threads may share it.
/// </summary>
internal sealed class Network
{
    private readonly ParameterShape? _bias;

    internal Network(FeatureSchema schema, ModelOptions options, Parameters parameters)
    {
        int task = schema.Task.Count + 1, pool = schema.Pool.Count + 1;
        Form = options.Form switch
        {
            "additive" => new AdditiveForm(parameters, task, pool, options),
            "shared" => new SharedForm(parameters, task, pool, options),
            "perceptron" => new PerceptronForm(parameters, task, pool, options),
            _ => new DotProductForm(parameters, task, pool, options),
        };
        Encoder = options.InducingTokens > 0 ? new TokenEncoder(parameters, task, options) : null;
        _bias = HasBias(schema, options) ? parameters.Shape("bias") : null;
    }

    internal ScoreForm Form { get; }

    internal TokenEncoder? Encoder { get; }

    /// <summary>Whether a logit depends on the other tasks of its round.</summary>
    internal bool Contextual => Encoder is not null || Form.ContextWidth > 0;

    /// <summary>Heads of the form, and one part more for a bias.</summary>
    internal int Parts => Form.Heads + (_bias is null ? 0 : 1);

    internal bool Biased => _bias is not null;

    internal static Parameters Declare(FeatureSchema schema, ModelOptions options)
    {
        int task = schema.Task.Count + 1, pool = schema.Pool.Count + 1;
        IEnumerable<(string, int, int)> shapes = options.Form switch
        {
            "additive" => AdditiveForm.Declare(task, pool, options),
            "shared" => SharedForm.Declare(task, pool, options),
            "perceptron" => PerceptronForm.Declare(task, pool, options),
            _ => DotProductForm.Declare(task, pool, options),
        };
        if (options.InducingTokens > 0) shapes = shapes.Concat(TokenEncoder.Declare(task, options));
        if (HasBias(schema, options)) shapes = shapes.Append(("bias", schema.TaskClasses.Count, schema.PoolNames.Count));
        return new Parameters(shapes);
    }

    /// <summary>b of a task class at a named pool; 0 where either is unknown.</summary>
    internal double Bias(ReadOnlySpan<double> p, int taskClass, int poolName) =>
        BiasIndex(taskClass, poolName) is int at and >= 0 ? p[at] : 0.0;

    /// <summary>Where that bias is among the parameters, or −1.</summary>
    internal int BiasIndex(int taskClass, int poolName) =>
        _bias is not null && taskClass >= 0 && taskClass < _bias.Rows && poolName >= 0 && poolName < _bias.Columns
            ? _bias.Offset + taskClass * _bias.Columns + poolName
            : -1;

    private static bool HasBias(FeatureSchema schema, ModelOptions options) =>
        options.Form == "biased" && schema.TaskClasses.Count > 0 && schema.PoolNames.Count > 0;
}
