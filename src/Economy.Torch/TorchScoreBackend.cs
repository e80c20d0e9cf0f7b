using Economy.Attention;
using Economy.Attention.Scores;
using TorchSharp;
using static TorchSharp.torch;

namespace Economy.Torch;

/// <summary>
/// Attention passes on libtorch, tile by tile: nothing n × m is held beyond a tile. Sums over tiles are kept in float64
/// whatever the tiles are computed in.
/// </summary>
public sealed class TorchScoreBackend : IScoreBackend, IDisposable
{
    private readonly IScoreModel model;
    private readonly DeviceHeads? heads;
    private readonly Device device;
    private readonly ScalarType type;
    private readonly int tile;
    private readonly Tensor? folded;

    /// <param name="model">The scores.</param>
    /// <param name="device">Where passes run.</param>
    /// <param name="heads">Parts of <paramref name="model"/>, to have its scores computed on the device; null to have them computed by the model and brought there.</param>
    /// <param name="type">float64, float32, or a narrower type, in which shares are no longer within 1e-5 of the default engine's.</param>
    /// <param name="tile">Tasks in a tile; a tile takes some 5 · tile · m numbers of memory.</param>
    public TorchScoreBackend(IScoreModel model, Device device, DeviceHeads? heads = null, ScalarType type = ScalarType.Float64, int tile = 16384)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, 1);
        (this.model, this.device, this.heads, this.type, this.tile) = (model, device, heads, type, tile);
        if (heads is not null) folded = Put(heads.Folded(), heads.PoolFeatures.Length / heads.PoolWidth, heads.TaskWidth);
    }

    /// <inheritdoc />
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) => model.Score(problem, first, count, scores, stride);

    /// <inheritdoc />
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var (m, k) = (problem.Pools, problem.Resources);
        var sums = new PassSums(m, k, result, device);
        var prices = Put(price.ToArray(), m, k);
        var lacking = Put(Array.ConvertAll(problem.CapacityMilli, c => c > 0 ? 0.0 : 1.0), m, k);
        for (var first = 0; first < problem.Tasks; first += tile)
        {
            using var inner = NewDisposeScope();
            var count = Math.Min(tile, problem.Tasks - first);
            var demand = Put(Array.ConvertAll(problem.DemandMilli[(first * k)..((first + count) * k)], d => (double)d), count, k);
            var (scores, scale) = Mask(Scores(problem, first, count), Eligible(problem, first, count), demand, lacking);
            var tau = scale * temperature;
            var divisor = where(tau > 0, tau, ones_like(tau));
            var net = (scores - demand.matmul(prices.t())) / divisor;
            var most = clamp(net.amax([1], keepdim: true), min: 0);
            var weights = exp(net - most);
            var shares = weights / (exp(-most) + weights.sum(1, keepdim: true));
            sums.Add(shares, demand, most * tau, scale * m, where(tau > 0, 1 / divisor, zeros_like(tau)));
        }

        sums.Write(result);
    }

    /// <inheritdoc />
    public void Dispose() => folded?.Dispose();

    /// <summary>s [t × m].</summary>
    private Tensor Scores(AllocationProblem problem, int first, int count)
    {
        if (heads is not null)
        {
            var features = Put(heads.TaskFeatures[(first * heads.TaskWidth)..((first + count) * heads.TaskWidth)], count, heads.TaskWidth);
            return Put(problem.Bid[first..(first + count)], count, 1) * sigmoid(features.matmul(folded!.t()));
        }

        var columns = new double[problem.Pools * count];
        model.Score(problem, first, count, columns, count);
        return Put(columns, problem.Pools, count).t();
    }

    /// <summary>[t × m] whether the mask lets a pool serve a task.</summary>
    private Tensor Eligible(AllocationProblem problem, int first, int count)
    {
        var mask = new bool[count * problem.Pools];
        for (var t = 0; t < count; t++)
            for (var j = 0; j < problem.Pools; j++) mask[t * problem.Pools + j] = problem.MayServe(first + t, j);
        return tensor(mask, new long[] { count, problem.Pools }, device: device);
    }

    /// <summary>Scores, −∞ where a pool may not serve, lacks a resource or is worth nothing; and the mean score of each task, 0 where none is positive.</summary>
    private static (Tensor Scores, Tensor Scale) Mask(Tensor scores, Tensor eligible, Tensor demand, Tensor lacking)
    {
        var needs = (demand > 0).to(lacking.dtype);
        var open = eligible & (needs.matmul(lacking.t()) == 0);
        var sum = where(open, scores.abs(), zeros_like(scores)).sum(1, keepdim: true);
        var mean = sum / clamp(open.sum(1, keepdim: true).to(scores.dtype), min: 1);
        var worth = open & (scores > 0);
        var scale = where(worth.any(1, keepdim: true), mean, zeros_like(mean));
        return (scores.masked_fill(~worth, double.NegativeInfinity), scale);
    }

    private Tensor Put(double[] values, long rows, long columns) => tensor(values, new[] { rows, columns }).to(type, device);
}
