using System.Globalization;
using Economy.Attention.Learning;
using Economy.Experiments.Learn;

namespace Economy.Cli.Commands;

/// <summary>What <c>economy train</c> says of a model.</summary>
internal static class TrainReport
{
    /// <summary>In lines.</summary>
    /// <param name="run">How it was trained.</param>
    /// <param name="trained">What came of it.</param>
    /// <param name="target">The file.</param>
    /// <param name="hash">SHA-256 of the file.</param>
    public static string Of(TrainingRun run, Trained trained, string target, string hash) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        learnt from     {trained.Outcomes:N0} outcomes of {run.Ticks} ticks
        held-out loss   {(double.IsNaN(trained.HeldOutLoss) ? "–, no outcome" : FormattableString.Invariant($"{trained.HeldOutLoss:0.0000} (0.6931: half of every bid, everywhere)"))}, on the {run.HeldOutTicks} ticks after them
        realised        {trained.OracleRatio:P1} of the oracle's welfare on those ticks; by the bid alone {trained.UntrainedRatio:P1}
        {string.Join("\n", trained.Others.Select(Without))}
        demand class    borders at the thirds of those learnt from; precision, recall and F1 by class, on held-out ticks
        {Table("of the next tick", trained.OfTicks)}
        {(trained.OfTasks.Count == 0 ? "of each task    –, no task comes again" : Table("of each task", trained.OfTasks))}
        demand          of the next tick missed by {trained.Forecast.LogError:0.000} in log(1 + demand) on average; skill over {string.Join(", ", trained.Baselines.Select(b => Skill(trained.Forecast, b)))}
        written to      {target}
        sha256          {hash}
        """);

    private static string Without(Learnt other) => string.Create(CultureInfo.InvariantCulture,
        $"{other.Name,-16}{other.OracleRatio:P1} of it, learnt from the same outcomes without attention; held-out loss {other.HeldOutLoss:0.0000}, on what it allocates itself");

    private static string Table(string of, IReadOnlyList<ClassForecast> forecasts) => string.Join("\n",
    [
        string.Create(CultureInfo.InvariantCulture,
            $"{of,-16} {$"{forecasts[0].Classes.Count:N0} cases",-36}accuracy  low             medium          high            mean F1"),
        .. forecasts.Select(f => string.Create(CultureInfo.InvariantCulture,
            $"                {f.Name,-37}{f.Classes.Accuracy:0.00}      {Of(f.Classes, DemandClass.Low)}  {Of(f.Classes, DemandClass.Medium)}  {Of(f.Classes, DemandClass.High)}  {f.Classes.MacroF1:0.00}")),
    ]);

    private static string Of(ClassificationMetrics classes, DemandClass demand) => string.Create(CultureInfo.InvariantCulture,
        $"{classes.Precision((int)demand):0.00} {classes.Recall((int)demand):0.00} {classes.F1((int)demand):0.00}");

    private static string Skill(ForecastQuality forecast, Baseline baseline)
    {
        var skill = forecast.Skill(baseline.Quality);
        var said = double.IsNaN(skill) ? "–" : skill.ToString("0.00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{baseline.Name.Split(':')[0]} {said} ({baseline.Quality.LogError:0.000})");
    }
}
