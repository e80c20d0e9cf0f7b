namespace Economy.Experiments.Calibration;

/// <summary>What a calibration found, as tidy tables.</summary>
public static class CalibrationTables
{
    /// <summary>Estimates, moments, and profiles.</summary>
    public static IReadOnlyList<TidyTable> Of(Calibrated found) =>
    [
        new("estimates", "A row per parameter: the estimate, its standard error, and whether the moments tell it.",
            ["parameter", "estimate", "standard_error", "low_95", "high_95", "from", "to", "identified"],
            [.. found.Parameters.Select(p =>
                (IReadOnlyList<object?>)[p.Parameter.Name, p.Value, p.StandardError, p.Value - 1.96 * p.StandardError,
                p.Value + 1.96 * p.StandardError,
                p.Parameter.Factor.From, p.Parameter.Factor.To, p.IsIdentified ? "yes" : "no"])]),
        new("moments", "A row per moment: data and model at the estimate, the difference over its standard error (beyond 2 it binds), its "
            + "part of J, and by how many standard errors each estimate would move if it were one standard error higher.",
            ["moment", "data", "standard_error", "model", "t", "share_of_j",
                .. found.Parameters.Select(p => $"pull_on_{p.Parameter.Name}")],
            [.. found.Moments.Select(m =>
                (IReadOnlyList<object?>)[m.Moment.Name, m.Moment.Value, m.Moment.StandardError, m.Simulated, m.T, m.Share, .. m.Pull])]),
        new("profiles", "A row per parameter and value: J there.", ["parameter", "value", "j"],
            [.. found.Parameters.SelectMany(p => p.Profile.Select(at => (IReadOnlyList<object?>)[p.Parameter.Name, at.Value, at.J]))]),
    ];

    /// <summary>The same in words, with the warnings.</summary>
    public static IEnumerable<string> Lines(Calibrated found)
    {
        var width = found.Parameters.Max(p => p.Parameter.Name.Length);
        foreach (var p in found.Parameters)
            yield return FormattableString.Invariant($"{p.Parameter.Name.PadRight(width)}  {p.Value:G6}")
                + (double.IsFinite(p.StandardError) ? FormattableString.Invariant($" ± {p.StandardError:G3}") : "")
                + (p.IsIdentified ? "" : "  not identified: the moments say no more of it than its range does");
        yield return FormattableString.Invariant($"J = {found.J:G4}")
            + (found.Freedom > 0 ? FormattableString.Invariant($" with {(found.Freedom == 1 ? "1 degree" : $"{found.Freedom} degrees")} of freedom, p = {found.P:G3}")
                : ", exactly identified") + FormattableString.Invariant($"; {found.Points} points simulated");
        var binding = found.Moments.Where(m => Math.Abs(m.T) > 2).ToList();
        yield return binding.Count == 0 ? "no moment binds: the model meets all of them within two standard errors"
            : "moments that bind: " + string.Join(", ", binding.Select(m => FormattableString.Invariant(
                $"{m.Moment.Name} (model {m.Simulated:G4}, data {m.Moment.Value:G4}, t = {m.T:F1})")));
    }
}
