using Economy.Experiments.Calibration;
using Economy.Experiments.Designs;
using Economy.Experiments.Files;
using Economy.Experiments.Sensitivity;
using Economy.Experiments.Sweeps;
using Economy.Reporting;

namespace Economy.Experiments;

/// <summary>Where and by whom a study is run.</summary>
/// <param name="Folder">Folder of the results.</param>
/// <param name="Workers">Who makes the runs.</param>
public sealed record StudyPlace(string Folder, IWorkers Workers)
{
    /// <summary>Seeds in place of the experiment's own; null for these.</summary>
    public IReadOnlyList<ulong>? Seeds { get; init; }

    /// <summary>Folder of trace files; null for the scenario's own.</summary>
    public string? Data { get; init; }

    /// <summary>The text of <c>echarts.min.js</c>; empty for pages without charts.</summary>
    public string Charts { get; init; } = "";

    /// <summary>Told of every run as it ends, by one thread at a time.</summary>
    public Action<SweepProgress>? Progress { get; init; }
}

/// <summary>An experiment of a file, from its runs to its tables and its page.</summary>
public static class ExperimentStudy
{
    /// <summary>
    /// Makes the runs that are missing, and writes <c>study.db</c>, the tables of <see cref="AnswerTables"/> and <c>report.html</c>.
    /// </summary>
    public static (StudyData Data, IReadOnlyList<TidyTable> Tables) Sweep(ExperimentFile experiment, StudyPlace place,
        CancellationToken cancellation)
    {
        var sweep = experiment.Sweep(place.Folder, place.Data) with { Workers = place.Workers };
        var design = DesignTable.Of(experiment.Spec.Design.PointsOf(experiment.Spec.Factors));
        var data = sweep.Run(design, place.Seeds ?? experiment.Seeds, place.Progress, cancellation);
        var tables = AnswerTables.Of(data, experiment.Spec.Design);
        foreach (var table in tables) table.Write(place.Folder);
        AnswerPage.Write(place.Folder, experiment.Spec.Name, experiment.Spec.Description, data, tables, place.Charts);
        return (data, tables);
    }

    /// <summary>
    /// Calibrates: all points are settings of one study, <c>calibration.db</c>, and those at which the moments' spread is found of another,
    /// <c>calibration-spread.db</c>, so that what was stopped goes on; then writes the tables of <see cref="CalibrationTables"/> and
    /// <c>calibration.html</c>.
    /// </summary>
    /// <exception cref="InvalidDataException">The file of targets cannot be used, or no run of a point has finished.</exception>
    public static Calibrated Calibrate(ExperimentFile experiment, StudyPlace place, CancellationToken cancellation)
    {
        var spec = experiment.Spec.Calibrate ?? throw new InvalidDataException("The experiment has no section calibrate.");
        var factors = experiment.Spec.Factors;
        var moments = Moments(experiment, spec);
        var seeds = place.Seeds ?? experiment.Seeds;
        using var search = new CalibrationRuns(experiment, place, "calibration.db", seeds, cancellation);
        using var spread = new CalibrationRuns(experiment, place, "calibration-spread.db",
            [.. Enumerable.Range(1, spec.Spread).Select(s => seeds.Max() + (ulong)s)], cancellation);
        var found = new Calibrator
        {
            Parameters = [.. factors.Select(f => new Parameter(f))], Moments = moments, Simulate = points => search.Of(moments, points),
            Spread = point => spread.Of(moments, [point])[0], Screening = spec.Screening,
            Starts = spec.Starts, Search = spec.Search, Profile = spec.Profile, Step = spec.Step, Seed = spec.Seed,
        }.Run();
        var tables = CalibrationTables.Of(found);
        foreach (var table in tables) table.Write(place.Folder);
        StudyPlot.Write(Path.Combine(place.Folder, "calibration.html"), experiment.Spec.Name,
            [.. found.Parameters.Select(p =>
                new StudyPanel($"Profile of {p.Parameter.Name}", "J", p.Parameter.Name,
                [.. p.Profile.Select(at => new StudyPoint("J", at.Value, at.J, at.J, at.J, 1))]))],
            place.Charts, string.Join(" · ", CalibrationTables.Lines(found)), [],
                [.. tables.Select(t => new StudyTableView(t.Name, t.Meaning, t.Headers, t.Rows))]);
        return found;
    }

    private static List<Moment> Moments(ExperimentFile experiment, CalibrationSpec spec)
    {
        List<Moment> moments = [.. spec.Moments.Select(m => new Moment(m.Measure, m.Value, m.StandardError))];
        if (spec.Targets is { } targets) moments.AddRange(MomentFile.Read(Path.Combine(experiment.Folder, targets)));
        if (moments.Find(m => experiment.Spec.Measures.All(s => s.Name != m.Name)) is { } unknown)
            throw new InvalidDataException($"{spec.Targets}: there is no measure '{unknown.Name}' in the experiment; known: "
                + $"{string.Join(", ", experiment.Spec.Measures.Select(m => m.Name))}.");
        if (moments.Count < experiment.Spec.Factors.Count)
            throw new InvalidDataException($"{moments.Count} moments cannot tell {experiment.Spec.Factors.Count} parameters: "
                + "give at least as many.");
        return moments;
    }
}
