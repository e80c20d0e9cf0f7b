using Economy.Chain.Provisioning;
using Economy.Experiments.Designs;
using Economy.Experiments.Sensitivity;
using Economy.Experiments.Sweeps;
using Economy.Reporting;

namespace Economy.Experiments;

/// <summary>What a study found: numbers by setting, tables, and plots.</summary>
public sealed class StudyAnswer
{
    private readonly Study study;

    internal StudyAnswer(Study study, StudyData data, DesignSpec design)
    {
        (this.study, Data) = (study, data);
        foreach (var table in AnswerTables.Of(data, design)) table.Write(study.Folder);
    }

    /// <summary>The numbers.</summary>
    public StudyData Data { get; }

    /// <summary>Whether every run has finished.</summary>
    public bool IsWhole => Data.Failures.Count == 0;

    /// <summary>Mean of a measure over the runs of a setting.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="values">Values of the factors, in their order.</param>
    public Estimate Mean(string measure, params object[] values) => Data.Mean(Data.Find(values), measure);

    /// <summary>A panel of a plot: means of a measure with their bands over one factor, a line for each value of another.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">The measure's unit.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="x">The factor on the horizontal axis; of words, their places in the order of their values.</param>
    /// <param name="by">The factor that makes the lines; null for one line.</param>
    /// <param name="against">
    /// A factor and its value to which differences are drawn in place of means, seed by seed, the other factors being the same.
    /// </param>
    public StudyPanel Panel(string title, string unit, string measure, string x, string? by = null,
        (string Factor, object Value)? against = null)
    {
        var points = new List<StudyPoint>();
        foreach (var line in by is null ? [(Value: measure, Settings: (IReadOnlyList<int>)[.. Enumerable.Range(0, Data.Settings.Count)])]
            : Data.By(by))
        {
            foreach (var (place, at) in Data.By(x).Index())
            {
                int[] there = [.. at.Settings.Intersect(line.Settings)];
                if (there.Length == 0) continue;
                var mean = against is not (var factor, var value) ? Data.Mean(there, measure)
                    : Estimate.Of(Data.BySeed(there, measure)
                        .Zip(Data.BySeed([.. there.Select(s => With(s, factor, value))], measure), (a, b) => a - b));
                points.Add(new(line.Value, StudyData.Number(at.Value) ?? place, mean.Mean, mean.Low, mean.High, mean.Runs));
            }
        }

        return new(title, unit, x, points);
    }

    /// <summary>Prints the mean differences to a baseline, seed by seed, with half their 95 % bands.</summary>
    /// <param name="factor">The factor of which the baseline has a value; the others are the same as in the setting compared.</param>
    /// <param name="value">The value.</param>
    public void Differences(string factor, object value)
    {
        Console.WriteLine($"\nChange from {factor} = {value}, run by run:");
        StudyTable.Write(Console.Out, Data, (setting, measure) => Data.Difference(setting, With(setting, factor, value), measure));
    }

    /// <summary>Writes a plot of panels, <c>plot.html</c>, complete in itself, and says where it is.</summary>
    /// <returns>Whether every run has finished.</returns>
    public async Task<bool> PlotAsync(string title, string note, params StudyPanel[] panels)
    {
        var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: study.Cancellation)
            .ConfigureAwait(false);
        var plot = Path.Combine(study.Folder, "plot.html");
        StudyPlot.Write(plot, title, panels, await File.ReadAllTextAsync(toolchain.ChartLibrary, study.Cancellation).ConfigureAwait(false),
            note);
        Console.WriteLine($"\nPlot: {plot}");
        return IsWhole;
    }

    /// <summary>The setting that differs from one in a factor alone.</summary>
    private int With(int setting, string factor, object value)
    {
        var place = Data.Factors.Index().First(f => f.Item == factor).Index;
        return Data.Find([.. Data.Settings[setting].Select((v, i) => i == place ? value : v)]);
    }
}
