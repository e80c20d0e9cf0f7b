using Economy.Attention.Model.Forms;
using Economy.Attention.Numerics;
using static TorchSharp.torch;

namespace Economy.Learning.Forecasting;

/// <summary>
/// Transformer-XL (Dai et al., ACL 2019): causal attention over the segment at hand and the cached states of the segments before it,
/// through which no gradient flows, by relative positions. A step reads itself and exactly the <see cref="LongMemoryOptions.Window"/> steps
/// before it, wherever segments begin, so that reading a series segment by segment and in one pass is the same. Layers are normalised at
/// their entrance (Xiong et al. 2020). Forecasts are changes from the present step; they begin as none.
/// </summary>
/// <param name="options">Sizes.</param>
/// <param name="inputs">Numbers in the input of a step; the last is a constant 1.</param>
internal sealed class LongMemoryNetwork(LongMemoryOptions options, int inputs)
{
    private const int Inner = 2;   // Width of the feed-forward layers over that of states.

    private readonly int d = options.Width, heads = options.Heads;

    /// <summary>The matrices of a network, at their start.</summary>
    public Parameters Start()
    {
        List<(string, int, int)> shapes = [("in", d, inputs), ("out", options.Ahead.Count, d + 1)];
        for (var l = 0; l < options.Layers; l++)
        {
            shapes.AddRange([($"query{l}", d, d), ($"key{l}", d, d), ($"value{l}", d, d), ($"place{l}", d, d), ($"merge{l}", d, d)]);
            shapes.AddRange([($"content.bias{l}", 1, d), ($"place.bias{l}", 1, d), ($"up{l}", Inner * d, d), ($"down{l}", d, Inner * d)]);
        }

        var start = new Parameters(shapes);
        foreach (var (number, shape) in start.Shapes.Index())
        {
            var random = new CounterRandom(options.Seed).Fork((ulong)number);
            var reach = shape.Name == "out" || shape.Name.Contains("bias", StringComparison.Ordinal) ? 0 : Math.Sqrt(3.0 / shape.Columns);
            var values = start[shape];
            for (var i = 0; i < values.Length; i++) values[i] = reach * (2 * random.Uniform((ulong)i) - 1);
        }

        return start;
    }

    /// <summary>Reads the next steps of some streams.</summary>
    /// <param name="parameters">Laid out as <paramref name="shapes"/>, in the type to compute with.</param>
    /// <param name="shapes">Of <see cref="Start"/>.</param>
    /// <param name="steps">[B × S × inputs].</param>
    /// <param name="memory">[layers] of [B × T × d], T ≤ window: what each layer read before; empty at the start of streams.</param>
    /// <returns>Changes forecast [B × S × ahead], and what each layer has read up to here.</returns>
    public (Tensor Changes, Tensor[] Memory) Read(Tensor parameters, Parameters shapes, Tensor steps, Tensor[] memory)
    {
        Tensor Of(string name)
        {
            var shape = shapes.Shape(name);
            return parameters.narrow(0, shape.Offset, shape.Length).reshape(shape.Rows, shape.Columns);
        }

        var states = steps.matmul(Of("in").t());
        var read = new Tensor[options.Layers];
        for (var l = 0; l < options.Layers; l++)
        {
            var all = memory.Length == 0 ? states : cat([memory[l], states], 1);
            var kept = Math.Min(options.Window, all.shape[1]);
            read[l] = all.narrow(1, all.shape[1] - kept, kept).detach();
            states = states + Attend(Normal(all), states.shape[1], name => Of($"{name}{l}"));
            states = states + Normal(states).matmul(Of($"up{l}").t()).relu().matmul(Of($"down{l}").t());
        }

        var last = cat([Normal(states), ones_like(states.narrow(2, 0, 1))], 2);
        return (last.matmul(Of("out").t()), read);
    }

    /// <summary>[B × S × d] from all steps known [B × T × d], of which the last S attend.</summary>
    private Tensor Attend(Tensor all, long steps, Func<string, Tensor> of)
    {
        var (streams, known) = (all.shape[0], all.shape[1]);
        Tensor Heads(Tensor x) => x.reshape(x.shape[0], x.shape[1], heads, d / heads).transpose(1, 2);
        var query = all.narrow(1, known - steps, steps).matmul(of("query").t());
        var (key, value) = (Heads(all.matmul(of("key").t())), Heads(all.matmul(of("value").t())));
        var place = Heads(Places(known, all).unsqueeze(0).matmul(of("place").t()));

        // Distance of a known step from one that attends, and whether it is within the window.
        var now = arange(known - steps, known, device: all.device).unsqueeze(1);
        var distance = now - arange(known, device: all.device).unsqueeze(0);
        var hidden = (distance < 0).logical_or(distance > options.Window);
        var byPlace = Heads(query + of("place.bias")).matmul(place.transpose(2, 3))
            .gather(3, distance.clamp(min: 0).expand(streams, heads, steps, known));
        var scores = (Heads(query + of("content.bias")).matmul(key.transpose(2, 3)) + byPlace) / Math.Sqrt(d / heads);
        var attention = scores.masked_fill(hidden, double.NegativeInfinity).softmax(3);
        return attention.matmul(value).transpose(1, 2).reshape(streams, steps, d).matmul(of("merge").t());
    }

    /// <summary>Sinusoids of distances 0 … T − 1, [T × d] (Vaswani et al. 2017).</summary>
    private Tensor Places(long count, Tensor like)
    {
        var values = new double[count * d];
        for (var t = 0; t < count; t++)
        {
            for (var c = 0; c < d; c++)
            {
                var angle = t / Math.Pow(10_000, c / 2 * 2.0 / d);
                values[t * d + c] = c % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
            }
        }

        return TorchData.Put(values, d, like.dtype, like.device);
    }

    private Tensor Normal(Tensor states) => nn.functional.layer_norm(states, [d]);
}
