using System.Globalization;

namespace Economy.Cli.Running;

/// <summary>Seeds as people write them: <c>1..20</c>, <c>7</c>, <c>1,2,5..9</c>.</summary>
internal static class SeedRanges
{
    private const int Most = 100_000;

    /// <summary>The seeds in order, each once; null where the text is none, with what is wrong.</summary>
    public static IReadOnlyList<ulong>? Parse(string text, out string problem)
    {
        problem = $"--seeds takes whole numbers and ranges, as in 1..20 or 1,4,7..9, not '{text}'";
        var seeds = new List<ulong>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Trim().Split("..");
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last)) return null;
            if (last < first)
            {
                problem = $"--seeds {part}: the range ends before it begins; did you mean {last}..{first}?";
                return null;
            }

            if (last - first >= Most || seeds.Count >= Most)
            {
                problem = $"--seeds {text}: these are more than {Most} seeds";
                return null;
            }

            for (var seed = first; seed <= last; seed++) seeds.Add(seed);
        }

        return [.. seeds.Distinct()];
    }

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < ulong.MaxValue;
}
