namespace Economy.Attention.Learning;

/// <summary>Remembers the best parameters by held-out loss, and says when to stop looking for better.</summary>
internal sealed class EarlyStopping(int patience)
{
    private readonly List<double> _losses = [];
    private double[] _best = [];

    internal IReadOnlyList<double> Losses => _losses;

    internal int Best { get; private set; }

    /// <summary>Takes the loss of an epoch; false when the last <c>patience</c> epochs brought nothing.</summary>
    internal bool Continue(double loss, double[] values)
    {
        _losses.Add(loss);
        if (_losses.Count == 1 || loss < _losses[Best])
        {
            Best = _losses.Count - 1;
            _best = [.. values];
        }
        return _losses.Count - 1 - Best < patience;
    }

    internal void Restore(double[] values) => _best.CopyTo(values, 0);
}
