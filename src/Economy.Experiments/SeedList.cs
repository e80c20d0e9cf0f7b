using System.Globalization;

namespace Economy.Experiments;

/// <summary>Seeds as people write them: <c>1..20</c>, <c>7</c>, <c>1,2,5..9</c>.</summary>
public static class SeedList
{
    private const int Most = 100_000;

    /// <summary>The seeds in order, each once; null where the text is none, with what is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="asked">What asks for them, for the problem: <c>--seeds</c>.</param>
    /// <param name="problem">What is wrong.</param>
    public static IReadOnlyList<ulong>? Parse(string text, string asked, out string problem)
    {
        problem = $"{asked} takes whole numbers and ranges, as in 1..20 or 1,4,7..9, not '{text}'";
        var seeds = new List<ulong>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Trim().Split("..");
            if (ends.Length > 2 || !TryNumber(ends[0], out var first) || !TryNumber(ends[^1], out var last)) return null;
            if (last < first)
            {
                problem = $"{asked} {part}: the range ends before it begins; did you mean {last}..{first}?";
                return null;
            }

            if (last - first >= Most || seeds.Count >= Most)
            {
                problem = $"{asked} {text}: these are more than {Most} seeds";
                return null;
            }

            for (var seed = first; seed <= last; seed++) seeds.Add(seed);
        }

        return [.. seeds.Distinct()];
    }

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < long.MaxValue;
}
