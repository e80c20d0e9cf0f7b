namespace Economy.Attention.Model;

/// <summary>Count, mean and sum of squared deviations of each column of a matrix, gathered row by row (Welford 1962).</summary>
public sealed class Moments
{
    private readonly double[] _mean, _squares;

    /// <summary>Of no rows yet.</summary>
    public Moments(int width) => (_mean, _squares) = (new double[width], new double[width]);

    /// <summary>Rows so far.</summary>
    public long Count { get; private set; }

    /// <summary>[width]</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Standard deviation of a column, over all rows; 0 for a column that never changed.</summary>
    public double Deviation(int column)
    {
        double deviation = Count > 0 ? Math.Sqrt(_squares[column] / Count) : 0.0;
        return deviation > 1e-12 * Math.Abs(_mean[column]) ? deviation : 0.0;   // below: rounding of a constant
    }

    /// <summary>Adds the rows of a matrix [rows × width].</summary>
    public void Add(ReadOnlySpan<double> matrix)
    {
        for (int at = 0; at < matrix.Length; at += _mean.Length)
        {
            Count++;
            for (int c = 0; c < _mean.Length; c++)
            {
                double x = matrix[at + c], off = x - _mean[c];
                if (!double.IsFinite(x))
                    throw new ArgumentException($"row {at / _mean.Length}, column {c} of the features is {x}; features are finite",
                        nameof(matrix));
                _mean[c] += off / Count;
                _squares[c] = Math.FusedMultiplyAdd(off, x - _mean[c], _squares[c]);
            }
        }
    }
}
