using Economy.Attention.Learning;

namespace Economy.Experiments.Learn;

/// <summary>How often a forecast had the demand class right.</summary>
/// <param name="Name">What forecasts, in a few words.</param>
/// <param name="Classes">Precision, recall and F1 by class.</param>
public sealed record ClassForecast(string Name, ClassificationMetrics Classes)
{
    /// <summary>
    /// The demand class of each task before it is posed, by the tasks before it of the same owner and kind: what is learnt from ticks up to
    /// one, and what needs no learning, on the tasks after it. None where no task comes again.
    /// </summary>
    /// <param name="learnt">Tasks of the ticks learnt from.</param>
    /// <param name="measured">Tasks to measure on.</param>
    /// <param name="after">The last tick that is not measured.</param>
    /// <param name="options">How it is trained.</param>
    public static ClassForecast[] OfTasks(TaskDemandLog learnt, TaskDemandLog measured, int after, TrainingOptions options)
    {
        if (learnt.Cases.Count == 0) return [];
        var forecaster = TaskDemandForecaster.Fit(learnt.Cases, options);
        var commonest = learnt.Cases.GroupBy(c => forecaster.Scale.Class(c.Demand)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .First().Key;
        return
        [
            Of("forecast", forecaster.Forecast), Of("persistence: as its last", c => forecaster.Scale.Class(c.Last)),
            Of("as a day before", c => forecaster.Scale.Class(c.DayBefore)), Of("majority: the commonest learnt from", _ => commonest),
        ];

        ClassForecast Of(string name, Func<Case, DemandClass> forecast)
        {
            var classes = new ClassificationMetrics(3);
            foreach (var one in measured.Cases)
                if (one.Round > after) classes.Add((int)forecaster.Scale.Class(one.Demand), (int)forecast(one));
            return new(name, classes);
        }
    }
}
