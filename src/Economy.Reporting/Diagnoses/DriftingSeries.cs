namespace Economy.Reporting.Diagnoses;

/// <summary>
/// Series whose second half has no level about which it varies, by the test of Kwiatkowski, Phillips, Schmidt and Shin: means over the run
/// depend on when it ends.
/// </summary>
internal sealed class DriftingSeries : IDiagnostic
{
    private const int Least = 40;

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run)
    {
        var from = run.LastTick / 2 + 1;
        var half = run.Ticks.Where(t => t.Tick >= from).ToList();
        (string Name, double[] Values)[] series =
        [
            ("participants", [.. half.Select(t => (double)t.Participants)]),
            ("money supply", [.. half.Select(t => (double)t.MoneySupply)]),
            ("price index", [.. half.Select(t => t.PriceIndex).Where(double.IsFinite)]),
            ("Gini of wealth", [.. half.Select(t => t.WealthGini).Where(double.IsFinite)]),
            ("utility", [.. half.Select(t => t.Utility)]),
        ];
        var drift = series.Where(s => s.Values.Length >= Least).Select(s => (s.Name, Kpss: Kpss.Level(s.Values)))
            .Where(s => s.Kpss > Kpss.CriticalAtFivePercent).ToList();
        if (drift.Count == 0) yield break;
        yield return new(from, "not-stationary", string.Join(", ", drift.Select(s => s.Name)), FormattableString.Invariant(
            $"not stationary over ticks {from} to {run.LastTick}: {string.Join(", ", drift.Select(s => FormattableString.Invariant($"{s.Name} (KPSS {s.Kpss:0.00})")))}, above {Kpss.CriticalAtFivePercent} (5 %)"),
            "means over the run depend on its length: run longer, leave out its beginning, or compare paths instead of means");
    }
}
