namespace Economy.Attention.Model.Compression;

/// <summary>
/// Drops the heads that matter least (after Michel, Levy and Neubig, NeurIPS 2019), where a head matters by the root mean
/// square of its part of the logit over pairs of tasks and pools. A dot product gets cheaper by it only once the heads left
/// are narrower than the features, since keys are folded back before; an additive score gets cheaper with every head.
/// </summary>
public static class HeadPruning
{
    private const int MostPairs = 4096;

    /// <summary>[H] root mean square of each head's part over evenly spaced tasks of <paramref name="features"/> at all pools.</summary>
    public static double[] Importance(AttentionModel model, Features features)
    {
        AttentionScores scores = model.Bind(features);
        Network network = model.Network;
        double[] p = model.Parameters.Values, squares = new double[network.Form.Heads], parts = new double[network.Form.Heads];
        double[] x = new double[network.Form.TaskWidth], encoded = new double[network.Form.TaskWidth], y = new double[network.Form.PoolWidth];
        int tasks = Math.Min(features.Tasks, Math.Max(1, MostPairs / features.Pools));
        for (int t = 0; t < tasks; t++)
        {
            scores.TaskRow((int)((long)t * features.Tasks / tasks), x, encoded);
            for (int j = 0; j < features.Pools; j++)
            {
                model.PoolScale.Apply(features.PoolRow(j), y);
                network.Form.Parts(p, new Forms.Pair(encoded, y, scores.Round.Shared), parts);
                for (int h = 0; h < parts.Length; h++) squares[h] = Math.FusedMultiplyAdd(parts[h], parts[h], squares[h]);
            }
        }
        for (int h = 0; h < squares.Length; h++) squares[h] = Math.Sqrt(squares[h] / Math.Max(1, tasks * features.Pools));
        return squares;
    }

    /// <summary>The model with only its <paramref name="keep"/> most important heads, in their order.</summary>
    /// <exception cref="ArgumentException">The form is <c>shared</c>, which has no heads to drop.</exception>
    public static AttentionModel Prune(AttentionModel model, Features features, int keep)
    {
        if (model.Options.Form == "shared") throw new ArgumentException("the form 'shared' has one head, which cannot be dropped", nameof(model));
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keep, model.Options.Heads);
        double[] importance = Importance(model, features);
        int[] kept = [.. Enumerable.Range(0, importance.Length).OrderByDescending(h => importance[h]).ThenBy(h => h).Take(keep).Order()];
        ModelOptions options = model.Options with { Heads = keep };
        Parameters parameters = Network.Declare(model.Schema, options);
        foreach (ParameterShape to in parameters.Shapes)
        {
            ParameterShape from = model.Parameters.Shape(to.Name);
            int slice = from.Length / model.Options.Heads;
            if (to.Length == from.Length) model.Parameters[from].CopyTo(parameters[to]);   // not cut by heads, or all are kept
            else
                for (int h = 0; h < keep; h++) model.Parameters[from].Slice(kept[h] * slice, slice).CopyTo(parameters[to][(h * slice)..]);
        }
        return model with { Options = options, Parameters = parameters };
    }
}
