namespace Economy.Reporting.Diagnoses;

/// <summary>Money that lies in the accounts of those who left, and circulates no more.</summary>
internal sealed class DepartedMoney : IDiagnostic
{
    private const double Much = 0.25;

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run)
    {
        var first = run.Ticks.FirstOrDefault(t => t.MoneySupply > 0 && t.Departed > Much * t.MoneySupply);
        if (first.MoneySupply == 0) yield break;
        var (end, share) = (run.Ticks[^1], run.Ticks[^1].MoneySupply == 0 ? 0 : 100.0 * run.Ticks[^1].Departed / run.Ticks[^1].MoneySupply);
        yield return new(first.Tick, "departed-money", "money supply", FormattableString.Invariant(
            $"those who left hold more than a quarter of all money from tick {first.Tick} on, {share:0} % in tick {end.Tick}"),
            "say what becomes of it (population.estate: emigration, inheritance or escheat), or read the supply without it");
    }
}
