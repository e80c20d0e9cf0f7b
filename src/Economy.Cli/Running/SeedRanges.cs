using Economy.Experiments;

namespace Economy.Cli.Running;

/// <summary>Seeds on the command line.</summary>
internal static class SeedRanges
{
    /// <summary>The seeds of <c>--seeds</c>; null where the text is none, with what is wrong.</summary>
    public static IReadOnlyList<ulong>? Parse(string text, out string problem) => SeedList.Parse(text, "--seeds", out problem);
}
