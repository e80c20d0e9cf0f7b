using System.Globalization;

namespace Economy.Experiments;

/// <summary>What the command line of a study may ask for.</summary>
/// <param name="Seeds">Runs per setting, with seeds 1, 2, ….</param>
/// <param name="Threads">Runs at a time.</param>
/// <param name="Out">Folder of the results; null for the study's own under <c>runs/studies</c>.</param>
/// <param name="Ticks">Ticks of a run; null for the study's own.</param>
public sealed record StudyOptions(int Seeds, int Threads, string? Out, int? Ticks)
{
    /// <summary>Whether it is only tried out: its results go into a folder <c>smoke</c> within that of the study.</summary>
    public bool IsSmoke { get; init; }

    /// <summary>What every study says when asked for help.</summary>
    public const string Help =
        "Options: --seeds N (the study's own)  --threads N (one per core)  --ticks N  --out DIR (runs/studies/NAME)  "
        + "--smoke (one seed, four ticks, in a folder of its own)";

    /// <summary>Reads the arguments.</summary>
    /// <param name="args">As given after <c>--</c>.</param>
    /// <param name="problem">What is wrong with them; null if nothing is.</param>
    /// <param name="seeds">Runs per setting where the arguments do not say.</param>
    public static StudyOptions Parse(IReadOnlyList<string> args, out string? problem, int seeds = 30)
    {
        var options = new StudyOptions(seeds, Environment.ProcessorCount, null, null);
        problem = null;
        for (var i = 0; i < args.Count && problem is null; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
            (options, var used, problem) = args[i] switch
            {
                "--smoke" => (options with { Seeds = 1, Ticks = 4, IsSmoke = true }, 0, null),
                "--out" => (options with { Out = value }, 1, value.Length == 0 ? "--out needs a folder" : null),
                "--seeds" => (options with { Seeds = count }, 1, Counted()),
                "--threads" => (options with { Threads = count }, 1, Counted()),
                "--ticks" => (options with { Ticks = count }, 1, Counted()),
                _ => (options, 0, $"unknown option '{args[i]}'"),
            };
            string? Counted() => isCount ? null : $"{args[i]} needs a whole number from 1, not '{value}'";
            i += used;
        }

        return options;
    }
}
