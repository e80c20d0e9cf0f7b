using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>
/// The forms of a model as tensor operations, from which gradients follow by automatic differentiation. Parameters are views of
/// one vector that is laid out as <see cref="Parameters.Values"/>, in its type and where it lies. Formulas:
/// <see cref="ModelOptions.Forms"/>.
/// </summary>
internal sealed class DeviceNetwork(AttentionModel model, Tensor parameters)
{
    private readonly ModelOptions options = model.Options;

    /// <summary>Whether a logit depends on the other tasks of its round.</summary>
    public bool IsContextual => options.InducingTokens > 0 || options.Form == "shared";

    public bool IsBiased => model.Parameters.Shapes.Any(s => s.Name == "bias");

    /// <summary>H [R × d] from the task rows [B × (F + 1)] of a round.</summary>
    public Tensor States(Tensor tasks)
    {
        var token = Of("encoder.token");
        var attention = (token.matmul(Of("encoder.in")) / Math.Sqrt(options.Width)).matmul(tasks.t()).softmax(1);
        return attention.matmul(tasks).matmul(Of("encoder.value").t()) + token;
    }

    /// <summary>The rows that the form sees, [B × (F + 1)].</summary>
    public Tensor Encode(Tensor tasks, Tensor? states)
    {
        if (states is null) return tasks;
        var attention = (tasks.matmul(Of("encoder.query").t()).matmul(states.t()) / Math.Sqrt(options.Width)).softmax(1);
        return tasks + attention.matmul(states).matmul(Of("encoder.out").t());
    }

    /// <summary>q̄ [1 × d] of a round of encoded rows; null where the form has none.</summary>
    public Tensor? Context(Tensor encoded) => options.Form == "shared" ? encoded.mean([0], keepdim: true).matmul(Of("query").t()) : null;

    /// <summary>Embeddings of encoded task rows, [B × P].</summary>
    public Tensor Tasks(Tensor encoded, Tensor? context)
    {
        if (options.Form != "shared") return encoded.matmul(Of(options.Form is "additive" or "perceptron" ? "task" : "query").t());
        var query = encoded.matmul(Of("query").t());
        var key = query.matmul(Of("slot.key").t()) / Math.Sqrt(options.Heads * options.Width);
        return (key + (query + context!).tanh().matmul(Of("slot.add").t())).softmax(1);
    }

    /// <summary>Embeddings of pool rows, [m × P].</summary>
    public Tensor Pools(Tensor pools) => options.Form switch
    {
        "additive" or "perceptron" => pools.matmul(Of("pool").t()),
        "shared" => pools.matmul(Of("value").t()).matmul(Of("shared").t()),
        _ => pools.matmul(Of("key").t()) * (Of("head.weight") / Math.Sqrt(options.Width)).repeat_interleave(options.Width, dim: 1),
    };

    /// <summary>Logits [B] of tasks at pools of the same row.</summary>
    public Tensor Pairs(Tensor tasks, Tensor pools) => options.Form switch
    {
        "additive" => ((tasks + pools).reshape(-1, options.Heads, options.Width).softmax(2) * Of("value")).sum([1, 2]),
        "perceptron" => ((tasks + pools).tanh() * Of("output").narrow(1, 0, Units)).sum([1]) + Of("output")[0, Units],
        _ => (tasks * pools).sum([1]),
    };

    /// <summary>Logits [t × m] of all tasks at all pools.</summary>
    public Tensor Grid(Tensor tasks, Tensor pools) => options.Form switch
    {
        "additive" => Enumerable.Range(0, options.Heads).Select(h => Ratio(tasks, pools, h)).Aggregate((a, b) => a + b),
        "perceptron" => Enumerable.Range(0, Units).Select(u => Unit(tasks, pools, u)).Aggregate((a, b) => a + b) + Of("output")[0, Units],
        _ => tasks.matmul(pools.t()),
    };

    /// <summary>Biases of (class, name) pairs by their place [B] in the table; 0 where it is −1.</summary>
    public Tensor Bias(Tensor place) => Of("bias").flatten().index_select(0, place.clamp(min: 0)) * (place >= 0).to(parameters.dtype);

    /// <summary>Place of a bias in the table, or −1.</summary>
    public long Place(int taskClass, int poolName) =>
        taskClass < 0 || taskClass >= model.Schema.TaskClasses.Count || poolName < 0 || poolName >= model.Schema.PoolNames.Count
            ? -1
            : (long)taskClass * model.Schema.PoolNames.Count + poolName;

    private int Units => options.Heads * options.Width;

    /// <summary>e^(x + y) = e^x·e^y: a softmax of a sum is a ratio of two products (see the form of the default engine).</summary>
    private Tensor Ratio(Tensor tasks, Tensor pools, int head)
    {
        var (task, pool) = (Exponentials(tasks, head), Exponentials(pools, head));
        return task.matmul((pool * Of("value").narrow(0, head, 1)).t()) / task.matmul(pool.t());
    }

    private Tensor Unit(Tensor tasks, Tensor pools, int unit) =>
        (tasks.narrow(1, unit, 1) + pools.narrow(1, unit, 1).t()).tanh() * Of("output")[0, unit];

    /// <summary>e^(x − max x) of a head, cut so that the product of two never vanishes.</summary>
    private Tensor Exponentials(Tensor embedding, int head)
    {
        var x = embedding.narrow(1, (long)head * options.Width, options.Width);
        return (x - x.amax([1], keepdim: true)).clamp(min: embedding.dtype == ScalarType.Float64 ? -300 : -40).exp();
    }

    private Tensor Of(string name)
    {
        var shape = model.Parameters.Shape(name);
        return parameters.narrow(0, shape.Offset, shape.Length).reshape(shape.Rows, shape.Columns);
    }
}
