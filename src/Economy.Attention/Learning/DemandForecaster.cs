using Economy.Attention.Model;
using Economy.Attention.Numerics;

namespace Economy.Attention.Learning;

/// <summary>
/// Forecasts the next round's demand and its class; comes out of <see cref="Pretraining"/>, with the model whose projections it reads.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Scale">How demand is measured.</param>
/// <param name="Head">[4 × (d + 4)] row-major: on the mean projected task [d], log demand now and a round ago, log tasks, 1.</param>
public sealed record DemandForecaster(AttentionModel Model, DemandScale Scale, double[] Head)
{
    /// <summary>Forecasts from a round and the demand of the one before (its own where there was none).</summary>
    public DemandForecast Forecast(Features features, double demand, double demandBefore)
    {
        var log = new RoundLog(features.Schema);
        log.Add(features, demand);
        return Forecast(log.Rounds[0], demandBefore);
    }

    /// <summary>Forecasts every round of a log from the one before, and counts how often the class was right.</summary>
    public ClassificationMetrics Evaluate(RoundLog log)
    {
        var metrics = new ClassificationMetrics(3);
        foreach ((RoundLog.Round before, RoundLog.Round now, double next) in Pretraining.Neighbours(log))
            metrics.Add((int)Scale.Class(next), (int)Forecast(now, before.Demand).Class);
        return metrics;
    }

    /// <summary>
    /// Forecasts every round of a log from the one before: classes as in <see cref="Evaluate"/>, and how far demand was missed.
    /// </summary>
    public ForecastQuality Quality(RoundLog log)
    {
        var (error, many) = (0.0, 0);
        foreach ((RoundLog.Round before, RoundLog.Round now, double next) in Pretraining.Neighbours(log))
        {
            double expected = Forecast(now, before.Demand).Demand;
            error += Math.Abs(DeterministicMath.Log(1.0 + expected) - DeterministicMath.Log(1.0 + next));
            many++;
        }
        return new(Evaluate(log), many == 0 ? double.NaN : error / many);
    }

    /// <summary>The same classes for a forecast that is always the class that was commonest in another log.</summary>
    /// <param name="learntFrom">The other log.</param>
    /// <param name="log">The log to forecast.</param>
    public ClassificationMetrics Majority(RoundLog learntFrom, RoundLog log)
    {
        DemandClass commonest =
            learntFrom.Rounds.GroupBy(r => Scale.Class(r.Demand)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key)
                .FirstOrDefault();
        return Count(log, _ => commonest);
    }

    private ClassificationMetrics Count(RoundLog log, Func<RoundLog.Round, DemandClass> forecast)
    {
        var metrics = new ClassificationMetrics(3);
        foreach ((_, RoundLog.Round now, double next) in Pretraining.Neighbours(log)) metrics.Add((int)Scale.Class(next),
            (int)forecast(now));
        return metrics;
    }

    internal DemandForecast Forecast(RoundLog.Round round, double demandBefore)
    {
        var gradient = new PretrainingGradient(Model, Scale);
        double[] output = gradient.Forecast(Model.Parameters.Values, Head, round, demandBefore);
        int best = 0;
        for (int c = 1; c < 3; c++)
            if (output[c] > output[best]) best = c;
        return new DemandForecast((DemandClass)best, Scale.Demand(output[3]));
    }
}

/// <summary>What a forecaster expects of the next round.</summary>
public sealed record DemandForecast(DemandClass Class, double Demand);
