using Economy.Attention.Tiles;

namespace Economy.Attention.Rounding;

/// <summary>The final shares of one tile with their payments, found on any thread.</summary>
internal sealed class TileShares(int pools) : IDisposable
{
    private readonly int[] _row = new int[pools];
    private readonly RentedList<Share> _shares = new(TaskTile.Length);
    private Outcome _outcome;

    internal ReadOnlySpan<Share> Shares => _shares.Items;

    internal ref readonly Outcome Outcome => ref _outcome;

    /// <summary>Adds up what each task was given by scaling (null: nothing) and by filling.</summary>
    internal void Read(TaskTile tile, BaseShares? scaled, Increments increments, double[] price, EnvySample envy)
    {
        _shares.Clear();
        _outcome = default;
        scaled?.Enter(tile);
        _ = increments.Touch(tile.First, tile.Count);
        int sampled = envy.From(tile.First);
        for (int t = 0; t < tile.Count; t++)
        {
            _row.AsSpan().Clear();
            if (scaled is not null)
                for (int j = 0; j < _row.Length; j++) _row[j] = BaseShares.Ppm(tile, j, t);
            increments.AddTo(tile.First + t, _row);
            if (tile.First + t == sampled)
            {
                envy.Note(tile, t, _row);
                sampled = envy.From(sampled + 1);
            }
            _outcome.Task(Row(tile, t, price));
        }
    }

    /// <summary>Gives the shares' memory back.</summary>
    public void Dispose() => _shares.Dispose();

    /// <summary>Writes the entries of one task; returns what it is served in all, parts per million.</summary>
    private int Row(TaskTile tile, int t, double[] price)
    {
        int served = 0;
        for (int j = 0; j < _row.Length; j++)
        {
            if (_row[j] == 0) continue;
            double score = tile.ScoreAt(j, t), cost = tile.Cost(price, j, t);
            long payment = Payment(_row[j], Math.Min(score, cost));
            _shares.Add(new Share(tile.First + t, j, _row[j], payment));
            served += _row[j];
            _outcome.Entry(_row[j], score, cost, payment);
        }
        return served;
    }

    /// <summary>⌊q·unit/10⁶⌋, and never above the exact quotient.</summary>
    internal static long Payment(int ppm, double unit)
    {
        double micro = ppm * unit;
        long payment = (long)(micro / Share.Whole);
        return payment * (double)Share.Whole > micro ? payment - 1 : payment;
    }
}
