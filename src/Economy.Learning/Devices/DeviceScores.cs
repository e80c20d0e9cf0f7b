using Economy.Attention;
using Economy.Attention.Model;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>
/// The scores s_ij of one problem on a device. Those of an attention model are made there: tasks are embedded once, [n × P], and a tile
/// of scores is a product with the pools' embeddings. Scores of any other kind are made by their own model and brought over.
/// </summary>
internal sealed class DeviceScores : IDisposable
{
    private const int EmbeddedAtOnce = 1 << 16;

    private readonly AllocationProblem problem;
    private readonly IScoreModel source;
    private readonly Device device;
    private readonly Precision precision;
    private readonly DeviceNetwork? network;
    private readonly Tensor[] held = [];   // parameters; embeddings of tasks and of pools

    public DeviceScores(AllocationProblem problem, IScoreModel source, Device device, Precision precision)
    {
        (this.problem, this.source, this.device, this.precision) = (problem, source, device, precision);
        if (source is not AttentionScores scores || scores.Features.Pools != problem.Pools || problem.Tasks == 0) return;
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var parameters = TorchData.Put(scores.Model.Parameters.Values, precision.Computed(), device);
        network = new DeviceNetwork(scores.Model, parameters);
        var pools = network.Pools(Rows(scores.Model.PoolScale, scores.Features.Pool));
        held = [.. new[] { parameters, EmbedTasks(scores, network), pools }.Select(t => t.DetachFromDisposeScope())];
    }

    /// <summary>s [count × m], in the type in which shares are found.</summary>
    public Tensor Of(int first, int count, Tensor bid)
    {
        if (network is not null)
        {
            var logits = network.Grid(held[1].narrow(0, first, count), held[2]).to(precision.Kept());
            return bid * (network.IsBiased ? logits + Bias((AttentionScores)source, first, count) : logits).sigmoid();
        }

        if (source is BidScores) return bid.expand(count, problem.Pools);
        var columns = new double[problem.Pools * count];
        source.Score(problem, first, count, columns, count);
        return TorchData.Put(columns, count, precision.Kept(), device).t();
    }

    public void Dispose() => Array.ForEach(held, t => t.Dispose());

    /// <summary>φ [n × P].</summary>
    private Tensor EmbedTasks(AttentionScores scores, DeviceNetwork of)
    {
        var (width, type) = (scores.Features.TaskWidth, precision.Computed());
        var states = scores.TokenStates.IsEmpty ? null : TorchData.Put(scores.TokenStates, scores.Model.Options.Width, type, device);
        var context = scores.Context.IsEmpty ? null : TorchData.Put(scores.Context, scores.Context.Length, type, device);
        Tensor? embedded = null;
        for (var first = 0; first < problem.Tasks; first += EmbeddedAtOnce)
        {
            using var inner = NewDisposeScope();
            var count = Math.Min(EmbeddedAtOnce, problem.Tasks - first);
            var rows = Rows(scores.Model.TaskScale, scores.Features.Task.AsSpan(first * width, count * width));
            var part = of.Tasks(of.Encode(rows, states), context);
            embedded ??= empty(problem.Tasks, part.shape[1], dtype: type, device: device).MoveToOuterDisposeScope();
            embedded.narrow(0, first, count).copy_(part);
        }

        return embedded!;
    }

    /// <summary>Raw rows as the model sees them: standardised in float64, cut, and ended by a 1.</summary>
    private Tensor Rows(Standardiser scale, ReadOnlySpan<double> raw)
    {
        var rows = TorchData.Put(raw, scale.Width, ScalarType.Float64, device);
        var (mean, inverse) = (TorchData.Put(scale.Mean, ScalarType.Float64, device), TorchData.Put(scale.InverseScale, ScalarType.Float64, device));
        var standardised = ((rows - mean) * inverse).clamp(min: -Standardiser.Limit, max: Standardiser.Limit);
        return cat([standardised, ones(rows.shape[0], 1, dtype: ScalarType.Float64, device: device)], 1).to(precision.Computed());
    }

    private Tensor Bias(AttentionScores scores, int first, int count)
    {
        var (m, features) = (problem.Pools, scores.Features);
        var place = new long[count * m];
        for (var t = 0; t < count; t++)
            for (var j = 0; j < m; j++) place[t * m + j] = network!.Place(features.TaskClass[first + t], features.PoolName[j]);
        return network!.Bias(tensor(place).to(device)).reshape(count, m).to(precision.Kept());
    }
}
