using Economy.Attention.Scores;

namespace Economy.Torch;

/// <summary>Multi-head scores whose parts are known, so that they can be computed where the pass is; see <see cref="MultiHeadScores"/>.</summary>
/// <param name="Heads">At least one.</param>
/// <param name="TaskFeatures">X [n × F], row-major; read at every pass.</param>
/// <param name="TaskWidth">F.</param>
/// <param name="PoolFeatures">Y [m × G], row-major.</param>
/// <param name="PoolWidth">G.</param>
public sealed record DeviceHeads(AttentionHead[] Heads, double[] TaskFeatures, int TaskWidth, double[] PoolFeatures, int PoolWidth)
{
    /// <summary>[m × F] keys folded back into feature space: a score then costs F multiply-adds whatever the number of heads.</summary>
    internal double[] Folded()
    {
        var pools = PoolFeatures.Length / PoolWidth;
        var folded = new double[pools * TaskWidth];
        foreach (var head in Heads)
        {
            var scale = head.Weight / Math.Sqrt(head.Width);
            for (var j = 0; j < pools; j++)
            {
                for (var r = 0; r < head.Width; r++)
                {
                    var key = 0.0;
                    for (var g = 0; g < PoolWidth; g++) key += head.Key[r * PoolWidth + g] * PoolFeatures[j * PoolWidth + g];
                    for (var f = 0; f < TaskWidth; f++) folded[j * TaskWidth + f] += scale * key * head.Query[r * TaskWidth + f];
                }
            }
        }

        return folded;
    }
}
