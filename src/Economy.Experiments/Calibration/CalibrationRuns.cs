using Economy.Experiments.Designs;
using Economy.Experiments.Files;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments.Calibration;

/// <summary>The runs of a calibration, each point a setting of one study, so that what was stopped goes on.</summary>
internal sealed class CalibrationRuns : IDisposable
{
    private readonly IReadOnlyList<FactorSpec> factors;
    private readonly StudyPlace place;
    private readonly IReadOnlyList<ulong> seeds;
    private readonly CancellationToken cancellation;
    private readonly SweepSession session;
    private readonly List<IReadOnlyList<string>> asked = [];

    public CalibrationRuns(ExperimentFile experiment, StudyPlace place, string file, IReadOnlyList<ulong> seeds,
        CancellationToken cancellation)
    {
        (factors, this.place, this.seeds, this.cancellation) = (experiment.Spec.Factors, place, seeds, cancellation);
        session = (experiment.Sweep(place.Folder, place.Data) with
        {
            File = Path.Combine(place.Folder, file), Workers = place.Workers, KeepsSeries = false,
        }).Open();
    }

    /// <summary>The moments of each seed at each point.</summary>
    /// <exception cref="InvalidDataException">A run failed.</exception>
    public IReadOnlyList<double[][]> Of(IReadOnlyList<Moment> moments, IReadOnlyList<double[]> points)
    {
        var from = asked.Count;
        asked.AddRange(points.Select(p => (IReadOnlyList<string>)[.. factors.Select((f, i) => f.At(p[i]))]));
        var data = session.Run(new DesignTable([.. asked], [.. Enumerable.Range(0, asked.Count)]), seeds, place.Progress, cancellation);
        if (data.Failures is [var (run, error), ..])
            throw new InvalidDataException($"{string.Join(", ", asked[run.Setting])}, seed {run.Seed}, failed: {error}");
        int[] columns = [.. moments.Select(m => data.Measures.Names.ToList().IndexOf(m.Name))];
        return [.. Enumerable.Range(from, points.Count)
            .Select(s => data.Seeds.Select(seed => columns.Select(c => data.Runs[new(s, seed)][c]).ToArray()).ToArray())];
    }

    /// <inheritdoc />
    public void Dispose() => session.Dispose();
}
