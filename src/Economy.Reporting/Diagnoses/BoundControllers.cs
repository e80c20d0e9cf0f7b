using Economy.Core.Scenarios;

namespace Economy.Reporting.Diagnoses;

/// <summary>Rules that steer something and are at the end of what they can do.</summary>
internal sealed class BoundControllers : IDiagnostic
{
    // As IMoneyRule and IPricing state them.
    private const double LeastFactor = 0.001, MostFactor = 10, MostFee = 1e12;

    /// <inheritdoc />
    public IEnumerable<Diagnosis> Of(Symptoms run)
    {
        var factor = run.Ticks.Where(t => t.Tick > 0).Select(t => (t.Tick, t.RewardFactor)).ToList();
        var money = run.Scenario.Money;
        if (money.Rule is not null || money.SupplyTarget is not null)
            foreach (var found in Bound(run, factor, LeastFactor, MostFactor, "money rule", "the factor on rewards", "what it steers does not follow rewards: state a target that faucets and sinks can reach, or lower the gain"))
                yield return found;
        foreach (var place in run.Scenario.Subsystems.Where(s => s.Account?.Pricing is not (null or FixedPricing)))
        {
            var fees = run.Accounts.Where(a => a.Subsystem == place.Name).Select(a => (a.Tick, a.Fee)).ToList();
            foreach (var found in Bound(run, fees, 0, MostFee, place.Name, $"the fee of {place.Name}", "its pricing has nothing left to set: look at its keepShare, computeShare and visitors"))
                yield return found;
            var places = run.Admissions.Where(a => a.Subsystem == place.Name).Select(a => (a.Tick, Places: (double)a.Places)).ToList();
            foreach (var found in Bound(run, places, 1, double.PositiveInfinity, place.Name, $"the number of places of {place.Name}", "it cannot pay for more than one visitor: give it an endowment, a grant or a share of fees (account)"))
                yield return found;
        }
    }

    private static IEnumerable<Diagnosis> Bound(Symptoms run, List<(int Tick, double Value)> series, double least, double most, string subject,
        string what, string remedy)
    {
        foreach (var (bound, at) in new[] { (least, series.Where(s => s.Value <= least).ToList()), (most, series.Where(s => s.Value >= most).ToList()) })
            if (at.Count >= run.Long && series.Any(s => s.Value != series[0].Value || subject == "money rule"))
                yield return new(at[0].Tick, "at-bound", subject, FormattableString.Invariant(
                    $"{what} is at its bound of {bound} in {Symptoms.Count(at.Count)} of {series.Count}, first in tick {at[0].Tick}"), remedy);
    }
}
