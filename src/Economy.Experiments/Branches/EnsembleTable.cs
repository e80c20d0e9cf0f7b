using Economy.Experiments.Series;

namespace Economy.Experiments.Branches;

/// <summary>Ensembles as tidy tables.</summary>
public static class EnsembleTable
{
    /// <summary>A row per ensemble, series and tick with a value: mean and 95 % band over the runs.</summary>
    public static void Write(TextWriter output, IReadOnlyList<Ensemble> ensembles)
    {
        output.Write("ensemble,tick,table,group,measure,runs,mean,low_95,high_95\n");
        foreach (var ensemble in ensembles)
            foreach (var key in ensemble.Keys)
                foreach (var (tick, band) in ensemble.Band(key).Index())
                    if (band.Runs > 0)
                        output.Write(SeriesTable.Line(ensemble.Name, tick, key.Table, key.Group, key.Column, band.Runs, band.Mean, band.Low,
                            band.High) + "\n");
    }

    /// <summary>A row per ensemble and series: ticks of its burn-in, and in how many runs it is stationary after it.</summary>
    public static void WriteStationarity(TextWriter output, IReadOnlyList<Ensemble> ensembles)
    {
        output.Write("ensemble,table,group,measure,burn_in_ticks,tested_runs,stationary_runs\n");
        foreach (var ensemble in ensembles)
            foreach (var key in ensemble.Keys)
                if (ensemble.Settling(key) is var settling)
                    output.Write(SeriesTable.Line(ensemble.Name, key.Table, key.Group, key.Column, settling.BurnIn ?? double.NaN,
                        settling.Tested, settling.Stationary) + "\n");
    }
}
