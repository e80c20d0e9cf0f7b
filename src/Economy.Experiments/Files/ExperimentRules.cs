using System.Text.RegularExpressions;
using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Experiments.Measures;
using Economy.Scenarios;

namespace Economy.Experiments.Files;

/// <summary>What no single key of an experiment can tell: whether its parts fit together, and the scenario.</summary>
internal static partial class ExperimentRules
{
    private static readonly string[] Reserved =
        ["setting", "seed", "scenario_hash", "seconds", "digest", "point", "measure", "value", "tick"];

    /// <summary>Checks all that can be checked without the scenario.</summary>
    public static void Check(ExperimentSpec spec, SpecFindings findings)
    {
        foreach (var (i, factor) in spec.Factors.Index()) Check(factor, i, spec, findings);
        Names(spec, findings);
        foreach (var (i, measure) in spec.Measures.Index()) Check(measure, i, findings);
        if (SeedList.Parse(spec.Seeds, "seeds", out var problem) is null)
            findings.Fault("seeds", problem, "1..10, or 1,4,7..9");
        if (spec.Design is MorrisDesign { Levels: var levels } && levels % 2 == 1)
            findings.Fault("design.levels", $"the levels are {levels}, an odd number", "an even number, so that every level is as likely",
                $"write {levels + 1}");
        if (spec.Design is SobolDesign && SobolDesign.Samples * spec.Factors.Count > SobolSequence.MostDimensions)
            findings.Fault("factors",
                $"{spec.Factors.Count} factors need {SobolDesign.Samples * spec.Factors.Count} dimensions of the Sobol sequence",
                $"at most {SobolSequence.MostDimensions / SobolDesign.Samples} factors", "screen them with design: morris first");
        Check(spec.Stop, spec, findings);
        if (spec.Calibrate is { } calibrate) Check(calibrate, spec, findings);
    }

    private static void Check(FactorSpec factor, int i, ExperimentSpec spec, SpecFindings findings)
    {
        var place = $"factors.{i}";
        if (!findings.AreSound(place)) return;
        if (factor.Values is { Count: 0 })
            findings.Fault($"{place}.values", "the list of values is empty", "at least one value");
        if (factor.Values is not null)
        {
            if (factor.From is not null || factor.To is not null)
                findings.Fault($"{place}.values", $"{factor.Label} has values and a range", "values, or from and to",
                    "remove one of the two");
            if (factor.Values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1) is { } twice)
                findings.Fault($"{place}.values", $"{factor.Label} takes the value {twice.Key} twice", "each value once",
                    "remove one of the two");
            return;
        }

        if (factor.From is not { } from || factor.To is not { } to)
            findings.Fault(place, $"{factor.Label} has neither values nor both ends of a range", "values: […], or from: and to:");
        else if (!(from < to))
            findings.Fault($"{place}.to", $"the range of {factor.Label} ends at {to}, not above {from} where it begins",
                "an end above the beginning");
        else if (factor.Scale == FactorScale.Log && from <= 0)
            findings.Fault($"{place}.from", $"the range of {factor.Label} begins at {from}, which has no logarithm", "a number above 0",
                "or scale: linear");
        else if (factor.Scale == FactorScale.Whole && (from != Math.Floor(from) || to != Math.Floor(to)))
            findings.Fault($"{place}.scale", $"the ends of {factor.Label} are no whole numbers", "whole numbers with scale: whole");
        else if (spec.Calibrate is null && spec.Design.TriesLevels && factor.Steps is null)
            findings.Fault(place, $"the design {spec.Design.Kind} tries the values of {factor.Label} one by one, and it is a range",
                "steps: how many values of it", "or another design");
    }

    private static void Names(ExperimentSpec spec, SpecFindings findings)
    {
        var names = spec.Factors.Select((f, i) => (Place: $"factors.{i}", Name: f.Label))
            .Concat(spec.Measures.Select((m, i) => (Place: $"measures.{i}", m.Name))).ToList();
        foreach (var (i, (place, name)) in names.Index())
        {
            if (!findings.AreSound(place) || name.Length == 0) continue;
            if (!Plain().IsMatch(name))
                findings.Fault($"{place}.name", $"'{name}' cannot be the name of a column",
                    "a letter, then letters, digits and underscores", "name: gives it another");
            else if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                findings.Fault($"{place}.name", $"'{name}' is a column of every study", "another name", "name: gives it one");
            else if (names.Take(i).Any(n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                findings.Fault($"{place}.name", $"there are two columns '{name}'", "each name once", "name: gives it another");
        }
    }

    private static void Check(MeasureSpec measure, int i, SpecFindings findings)
    {
        var place = $"measures.{i}";
        foreach (var (key, word) in new[] { ("across", measure.Across), ("over", measure.Over) })
            if (word == Reductions.Only && key == "over")
                findings.Fault($"{place}.over", "a run has many ticks", "how they become one number", "write last, or mean");
        if (findings.AreSound(place) && MeasureSink.Fault(measure) is { } fault)
            findings.Fault($"{place}.{fault.Key}", fault.Problem, fault.Known.Count is > 0 and < 20
                ? $"one of {string.Join(", ", fault.Known)}" : "a column of the codebook in scenarios/README.md",
                fault.Key == "column" ? Nearest.Suggest(measure.Column, fault.Known) : measure.Per is { } per
                    ? Nearest.Suggest(per, fault.Known) : "");
    }

    private static void Check(StopSpec? stop, ExperimentSpec spec, SpecFindings findings)
    {
        if (stop?.When is { } when && Condition.Parse(when) is null)
            findings.Fault("stop.when", $"'{when}' is no condition", "a column of ticks.csv, then <, <=, > or >=, then a number",
                Nearest.Suggest(when.Split(' ')[0], Condition.Columns));
        if (stop?.Measure is { } measure && spec.Measures.All(m => m.Name != measure))
            findings.Fault("stop.measure", $"there is no measure '{measure}'",
                $"one of {string.Join(", ", spec.Measures.Select(m => m.Name))}",
                Nearest.Suggest(measure, spec.Measures.Select(m => m.Name)));
    }

    private static void Check(CalibrationSpec calibrate, ExperimentSpec spec, SpecFindings findings)
    {
        foreach (var (i, factor) in spec.Factors.Index())
            if (!factor.IsRange && findings.AreSound($"factors.{i}"))
                findings.Fault($"factors.{i}.values",
                    $"{factor.Label} takes some values, and a calibration searches a range", "from and to");
        foreach (var (i, moment) in calibrate.Moments.Index())
        {
            if (!findings.AreSound($"calibrate.moments.{i}")) continue;
            if (spec.Measures.All(m => m.Name != moment.Measure))
                findings.Fault($"calibrate.moments.{i}.measure", $"there is no measure '{moment.Measure}'",
                    $"one of {string.Join(", ", spec.Measures.Select(m => m.Name))}",
                    Nearest.Suggest(moment.Measure, spec.Measures.Select(m => m.Name)));
            if (moment.StandardError == 0)
                findings.Fault($"calibrate.moments.{i}.standardError", "no moment of data is known without error", "a number above 0");
        }

        if (calibrate.Targets is null && calibrate.Moments.Count < spec.Factors.Count)
            findings.Fault("calibrate.moments", $"{calibrate.Moments.Count} moments cannot tell {spec.Factors.Count} parameters",
                "at least as many moments as parameters");
    }

    /// <summary>Checks that the scenario has the tables that are measured and takes what the factors do to it.</summary>
    public static void Check(ExperimentSpec spec, Func<IReadOnlyList<string>, ScenarioResult> variant, IReadOnlyList<string> common,
        SpecFindings findings)
    {
        if (variant(common) is not { Scenario: { } scenario } whole)
        {
            var first = variant(common).Errors[0];
            findings.Fault(first.File.StartsWith("--set", StringComparison.Ordinal) ? "set" : "scenario",
                $"the scenario cannot be used: {first}", "a valid scenario");
            return;
        }

        foreach (var (i, factor) in spec.Factors.Index())
        {
            if (!findings.AreSound($"factors.{i}")) continue;
            foreach (var value in factor.Values ?? [factor.At(0), factor.At(1)])
            {
                if (variant([.. common, $"{factor.Key}={value}"]).Errors is not [var error, ..]) continue;
                findings.Fault($"factors.{i}.{(factor.IsRange || IsOfKey(error.Message) ? "key" : "values")}",
                    $"the scenario does not take {factor.Key}={value}: {error.Message}", error.Expected, error.Suggestion);
                break;
            }
        }

        var tables = Observer.Of(scenario).Select(o => o.Table.Name).ToList();
        foreach (var (i, measure) in spec.Measures.Index())
            if (findings.AreSound($"measures.{i}") && MeasureSink.Fault(measure) is null && measure.Column.Split('.')[0] is var table
                && !tables.Contains(table))
                findings.Fault($"measures.{i}.column", $"runs of the scenario have no table {table}",
                    $"one of {string.Join(", ", tables)}", $"or ask for it: set: {{output.observers: \"[{table}]\"}}");
    }

    private static bool IsOfKey(string message) =>
        message.StartsWith("there is no", StringComparison.Ordinal) || message.Contains("has no key", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
