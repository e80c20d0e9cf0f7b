using Economy.Attention.Model.Forms;

namespace Economy.Attention.Model.Scopes;

/// <summary>
/// Summary tokens of a set of rows: the centres that k-means finds from farthest-first starts (Gonzalez 1985), ties to the lower
/// row. No more rows than tokens, and each row is its own token.
/// </summary>
internal static class Summaries
{
    private const int Rounds = 10;

    /// <summary>The tokens [T × width], and which token stands for each row, [rows].</summary>
    /// <param name="rows">[rows × width]</param>
    /// <param name="scale">[width] what differences are multiplied by to be comparable.</param>
    /// <param name="most">T at most.</param>
    /// <param name="token">Written, [rows].</param>
    internal static double[] Of(ReadOnlySpan<double> rows, ReadOnlySpan<double> scale, int most, Span<int> token)
    {
        int width = scale.Length, count = rows.Length / width, tokens = Math.Min(most, count);
        var centre = new double[tokens * width];
        if (count <= most)
        {
            rows.CopyTo(centre);
            for (int i = 0; i < count; i++) token[i] = i;
            return centre;
        }
        for (int c = 0; c < tokens; c++) rows.Slice(Farthest(rows, scale, centre.AsSpan(0, c * width)) * width, width).CopyTo(centre.AsSpan(c * width));
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < count; i++) token[i] = Nearest(rows.Slice(i * width, width), scale, centre, out _);
            Centre(rows, token, centre, width);
        }
        return centre;
    }

    private static int Farthest(ReadOnlySpan<double> rows, ReadOnlySpan<double> scale, ReadOnlySpan<double> centres)
    {
        int farthest = 0;
        double most = 0.0;
        for (int i = 0; i * scale.Length < rows.Length && !centres.IsEmpty; i++)
        {
            Nearest(rows.Slice(i * scale.Length, scale.Length), scale, centres, out double distance);
            if (distance > most) (most, farthest) = (distance, i);
        }
        return farthest;
    }

    private static int Nearest(ReadOnlySpan<double> row, ReadOnlySpan<double> scale, ReadOnlySpan<double> centres, out double least)
    {
        int nearest = 0;
        least = double.PositiveInfinity;
        for (int c = 0; c * scale.Length < centres.Length; c++)
        {
            double distance = 0.0;
            for (int f = 0; f < scale.Length; f++)
            {
                double off = (row[f] - centres[c * scale.Length + f]) * scale[f];
                distance = Math.FusedMultiplyAdd(off, off, distance);
            }
            if (distance < least) (least, nearest) = (distance, c);
        }
        return nearest;
    }

    /// <summary>Moves centres to the mean of their rows; one without rows stays.</summary>
    private static void Centre(ReadOnlySpan<double> rows, ReadOnlySpan<int> token, Span<double> centre, int width)
    {
        for (int c = 0; c * width < centre.Length; c++)
        {
            var sum = new double[width];
            int members = 0;
            for (int i = 0; i < token.Length; i++)
            {
                if (token[i] != c) continue;
                Linear.AddScaled(1.0, rows.Slice(i * width, width), sum);
                members++;
            }
            for (int f = 0; f < width && members > 0; f++) centre[c * width + f] = sum[f] / members;
        }
    }
}
