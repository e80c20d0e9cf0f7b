using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Experiments.Files;
using Economy.Experiments.Measures;
using Economy.Experiments.Sweeps;
using Economy.Scenarios;
using Economy.World;

namespace Economy.Experiments;

/// <summary>
/// What a study varies of a scenario and what it measures, put together line by line. Its results are in <c>study.db</c> in the study's
/// folder: a factor is a column.
/// </summary>
public sealed class StudySweep
{
    private readonly Study study;
    private readonly Func<IReadOnlyList<string>, ScenarioResult> variant;
    private readonly IReadOnlyList<string> sets;
    private readonly List<(FactorSpec Factor, Func<Scenario, string, Scenario>? Apply)> factors = [];
    private readonly List<MeasureSpec> columns = [];
    private readonly List<Measure> coded = [];
    private readonly HashSet<Type> tables = [];
    private readonly List<IReadOnlyList<string>> further = [];
    private DesignSpec design = new GridDesign();
    private Func<Scenario, Scenario> adapt = scenario => scenario;
    private Func<Scenario, WorldModel>? build;

    internal StudySweep(Study study, string file, IReadOnlyList<string> sets)
    {
        ExperimentFile.Register();
        (this.study, this.sets, variant) = (study, sets, ScenarioReader.Variants(file));
    }

    /// <summary>Varies a key of the scenario over values, the first of them the baseline.</summary>
    /// <param name="key">As after <c>--set</c>.</param>
    /// <param name="values">Numbers or words.</param>
    /// <param name="name">Its name in the results; the last part of the key unless given.</param>
    public StudySweep Vary(string key, object[] values, string? name = null) =>
        Vary(new FactorSpec { Key = key, Name = name, Values = Texts(values) });

    /// <summary>Varies a key of the scenario as an experiment file would.</summary>
    public StudySweep Vary(FactorSpec factor)
    {
        factors.Add((factor, null));
        return this;
    }

    /// <summary>Varies something that is no single key.</summary>
    /// <param name="name">Its name in the results.</param>
    /// <param name="values">Numbers or words, the first of them the baseline.</param>
    /// <param name="apply">Makes the scenario of a value, as it is written.</param>
    public StudySweep Vary(string name, object[] values, Func<Scenario, string, Scenario> apply)
    {
        factors.Add((new FactorSpec { Key = name, Values = Texts(values) }, apply));
        return this;
    }

    /// <summary>Runs another design than a grid.</summary>
    public StudySweep As(DesignSpec other)
    {
        design = other;
        return this;
    }

    /// <summary>Changes the scenario of every setting.</summary>
    public StudySweep Adapt(Func<Scenario, Scenario> change)
    {
        var before = adapt;
        adapt = scenario => change(before(scenario));
        return this;
    }

    /// <summary>Makes worlds in a way of its own.</summary>
    public StudySweep Build(Func<Scenario, WorldModel> world)
    {
        build = world;
        return this;
    }

    /// <summary>Measures a column; see <see cref="MeasureSpec"/>.</summary>
    /// <param name="name">Name in the results, its unit last.</param>
    /// <param name="column">Table and column.</param>
    /// <param name="across">How the rows of a tick become one number.</param>
    /// <param name="over">How the ticks become one number.</param>
    /// <param name="where">The rows that count, as <c>column=value</c>.</param>
    /// <param name="per">A column of the same table by which it is divided.</param>
    /// <param name="scale">A factor on it.</param>
    public StudySweep Measure(string name, string column, string across = Reductions.Only, string over = "mean", string? where = null,
        string? per = null, double scale = 1) =>
        Measure(new MeasureSpec
        {
            Name = name, Column = column, Across = across, Over = over, Per = per, Scale = scale,
            Where = where?.Split('=', 2) is [var of, var value] ? new Dictionary<string, string> { [of] = value } : null,
        });

    /// <summary>Measures a column as an experiment file would.</summary>
    /// <exception cref="InvalidDataException">There is no such column, or more rows than one where one was expected.</exception>
    public StudySweep Measure(MeasureSpec measure)
    {
        if (MeasureSink.Fault(measure) is { } fault)
            throw new InvalidDataException($"The measure '{measure.Name}': {fault.Problem}. "
                + $"{Nearest.Suggest(measure.Column, fault.Known)}");
        columns.Add(measure);
        return this;
    }

    /// <summary>Measures what takes code.</summary>
    /// <param name="name">Name in the results, its unit last.</param>
    /// <param name="of">Reads it off the rows of a table.</param>
    /// <typeparam name="TRow">The row type.</typeparam>
    public StudySweep Measure<TRow>(string name, Func<IReadOnlyList<TRow>, double> of)
        where TRow : struct => Measure(new Measure(name, run => of(run.Of<TRow>())), typeof(TRow));

    /// <summary>Measures what takes code and several tables.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="reads">Row types of the tables that it reads.</param>
    public StudySweep Measure(Measure measure, params Type[] reads)
    {
        coded.Add(measure);
        tables.UnionWith(reads);
        return this;
    }

    /// <summary>The settings of the design, run; what was finished before is not run again.</summary>
    public StudyAnswer Run()
    {
        var names = factors.Select(f => f.Factor.Label).ToList();
        var sweep = new Sweep
        {
            File = Path.Combine(study.Folder, "study.db"), Factors = names, Scenario = Scenario,
            Measures = new(columns, coded, [.. tables]), Workers = new LocalWorkers(study.Threads),
        };
        if (build is not null) sweep = sweep with { Build = build };
        var table = DesignTable.Of(design.PointsOf([.. factors.Select(f => f.Factor)]).Concat(further));
        return new(study, study.Run(sweep, table), design);
    }

    /// <summary>Adds settings that the study chooses, from what it has found say, and runs them: factors in their order.</summary>
    public StudyAnswer RunAlso(params IEnumerable<object[]> settings)
    {
        further.AddRange(settings.Select(s => (IReadOnlyList<string>)Texts(s)));
        return Run();
    }

    private Scenario Scenario(IReadOnlyList<string> values)
    {
        List<string> overrides = [.. sets, .. factors.Zip(values).Where(p => p.First.Apply is null)
            .Select(p => $"{p.First.Factor.Key}={p.Second}")];
        var read = variant(overrides);
        var scenario = adapt(study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors))));
        foreach (var ((_, apply), value) in factors.Zip(values)) scenario = apply?.Invoke(scenario, value) ?? scenario;
        return scenario;
    }

    private static string[] Texts(object[] values) => [.. values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)];
}
