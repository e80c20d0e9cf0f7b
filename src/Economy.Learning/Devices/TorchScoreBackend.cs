using Economy.Attention;
using TorchSharp;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>
/// Attention passes on libtorch, tile by tile: nothing n × m is held beyond a tile. A problem's columns and the embeddings of its tasks
/// stay on the device from <see cref="Prepare"/> on. Sums over tiles are kept in float64 whatever the tiles are computed in.
/// </summary>
public sealed class TorchScoreBackend : IScoreBackend, IDisposable
{
    private readonly Device device;
    private readonly Precision precision;
    private readonly IScoreModel scores;
    private readonly int entries;
    private DeviceProblem? held;

    /// <param name="device">Where passes run.</param>
    /// <param name="precision">What numbers they compute with.</param>
    /// <param name="scores">Scores of problems that bring none; null is the bid.</param>
    /// <param name="entries">Task and pool pairs of a tile, which takes memory for some 5 + K numbers each; 0 suits the device.</param>
    public TorchScoreBackend(Device device, Precision precision = Precision.Float64, IScoreModel? scores = null, int entries = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entries);
        (this.device, this.precision, this.scores) = (device, precision, scores ?? BidScores.Instance);
        this.entries = entries > 0 ? entries : device.type == DeviceType.CPU ? 1 << 19 : 1 << 24;
    }

    /// <inheritdoc />
    public bool Certifies => precision == Precision.Float64;

    /// <inheritdoc />
    public void Prepare(AllocationProblem problem)
    {
        held?.Dispose();
        held = null;
        precision.Use();
        held = new DeviceProblem(problem, problem.Scores ?? scores, device, precision);
    }

    /// <inheritdoc />
    public void Score(AllocationProblem problem, int first, int count, Span<double> scores, int stride) =>
        (problem.Scores ?? this.scores).Score(problem, first, count, scores, stride);

    /// <inheritdoc />
    public void Pass(AllocationProblem problem, ReadOnlySpan<double> price, double temperature, AttentionPass result)
    {
        if (held?.Problem != problem) Prepare(problem);
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var prices = TorchData.Put(price, problem.Resources, precision.Kept(), device).t();
        var sums = new PassSums(problem.Pools, problem.Resources, result, device);
        var tile = Math.Max(1, entries / problem.Pools);
        for (var first = 0; first < problem.Tasks; first += tile)
        {
            using var inner = NewDisposeScope();
            Attend(held!, (first, Math.Min(tile, problem.Tasks - first)), prices, temperature, sums);
        }

        sums.Write(result);
    }

    /// <summary>Gives the memory on the device back.</summary>
    public void Dispose()
    {
        held?.Dispose();
        held = null;
    }

    /// <summary>Shares and surplus of a tile at prices [K × m].</summary>
    private static void Attend(DeviceProblem of, (int First, int Count) tile, Tensor prices, double temperature, PassSums sums)
    {
        var (first, count) = tile;
        var demand = of.Demand(first, count);
        var (scores, scale) = of.Scores(first, count);
        var tau = scale * temperature;
        var served = tau > 0;
        var divisor = where(served, tau, ones_like(tau));
        var net = (scores - demand.matmul(prices)) / divisor;
        var most = net.amax([1], keepdim: true).clamp_(min: 0);
        var weights = net.sub_(most).exp_();
        var shares = weights / (weights.sum(1, keepdim: true) + (-most).exp_());
        sums.Add(shares, demand, most * tau, scale * of.Problem.Pools, where(served, divisor.reciprocal(), zeros_like(tau)));
    }
}
