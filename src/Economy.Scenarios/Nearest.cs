namespace Economy.Scenarios;

/// <summary>Finds what a misspelt word was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>"did you mean 'x'?" for the known word closest to a given one, or nothing where none is close.</summary>
    public static string Suggest(string word, IEnumerable<string> known) =>
        To(word, known) is { } near ? $"did you mean '{near}'?" : "";

    /// <summary>The closest known word, the first of several; null where none is within a third of its letters.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        string given = Bare(word);
        if (given.Length is 0 or > 100) return null;
        string? best = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            string other = Bare(candidate);
            int distance = Distance(given, other);
            if (distance >= least || distance > Math.Max(1, Math.Min(given.Length, other.Length) / 3)) continue;
            least = distance;
            best = candidate;
        }

        return best;
    }

    // Case and word separators are the commonest slips, and cost nothing.
    private static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Edit distance with transpositions of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
