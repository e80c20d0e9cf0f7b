using Economy.Attention;
using static TorchSharp.torch;

namespace Economy.Learning;

/// <summary>The sums of an attention pass on a device, float64.</summary>
internal sealed class PassSums
{
    private readonly int pools;
    private readonly int resources;
    private readonly Tensor load;
    private readonly Tensor? curvature;
    private readonly bool full;
    private readonly Tensor surplus;
    private readonly Tensor scores;

    public PassSums(int pools, int resources, AttentionPass result, Device device)
    {
        (this.pools, this.resources, full) = (pools, resources, result.Full);
        load = zeros(pools, resources, dtype: ScalarType.Float64, device: device);
        surplus = zeros(1, dtype: ScalarType.Float64, device: device);
        scores = zeros(1, dtype: ScalarType.Float64, device: device);
        if (result.Curvature.Length > 0) curvature = zeros(result.Unknowns, result.RowLength, dtype: ScalarType.Float64, device: device);
    }

    /// <param name="shares">z [t × m].</param>
    /// <param name="demand">d [t × K].</param>
    /// <param name="gained">Surplus of each task [t × 1].</param>
    /// <param name="scored">Scores of each task, summed [t × 1].</param>
    /// <param name="weight">1/τ_i [t × 1]; 0 for tasks that are not served.</param>
    public void Add(Tensor shares, Tensor demand, Tensor gained, Tensor scored, Tensor weight)
    {
        load.add_(Wide(shares.t().matmul(demand)));
        surplus.add_(Wide(gained).sum());
        scores.add_(Wide(scored).sum());
        if (curvature is null) return;
        // Σ z_ij·d_ik·d_il/τ_i within a pool, less Σ (z_ij·d_ik)(z_ij'·d_il)/τ_i.
        var root = (shares * weight.sqrt()).unsqueeze(2) * demand.unsqueeze(1);      // [t × m × K]
        var pairs = demand.unsqueeze(2) * (demand * weight).unsqueeze(1);             // [t × K × K]
        var own = Wide(shares.t().matmul(pairs.flatten(1)));
        for (var k = 0; k < resources; k++)
        {
            for (var l = 0; l < resources; l++) AddOwn(k, l, own.select(1, k * resources + l));
        }

        if (full)
        {
            var flat = root.flatten(1);
            curvature.sub_(Wide(flat.t().matmul(flat)));
        }
        else
        {
            curvature.sub_(Wide(einsum("tjk,tjl->jkl", root, root)).reshape(pools * resources, resources));
        }
    }

    /// <summary>Leaves the sums where the solver reads them: the curvature's lower triangle.</summary>
    public void Write(AttentionPass result)
    {
        Take(load, result.Load);
        if (curvature is not null) Take(curvature, result.Curvature);
        result.Surplus = surplus.Number();
        result.ScoreSum = scores.Number();
    }

    /// <summary>Adds own [m] to the entries (j·K + k, j·K + l), or (j·K + k, l) where only blocks are kept.</summary>
    private void AddOwn(int k, int l, Tensor own)
    {
        var length = full ? pools * resources : resources;
        var step = full ? resources * length + resources : resources * length;
        curvature!.as_strided(new long[] { pools }, new long[] { step }, k * length + l).add_(own);
    }

    private static Tensor Wide(Tensor tensor) => tensor.to(ScalarType.Float64);

    private static void Take(Tensor tensor, double[] into) => TorchData.Of(tensor).CopyTo(into, 0);
}
