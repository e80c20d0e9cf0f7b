using System.Diagnostics;
using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Scenarios;

namespace Economy.Experiments.Sweeps;

/// <summary>A study whose file is open. A study that chooses further settings from its results runs a design that grows.</summary>
public sealed class SweepSession : IDisposable
{
    private readonly Sweep sweep;
    private readonly StudyDatabase study;
    private int entered;

    internal SweepSession(Sweep sweep, StudyDatabase study) => (this.sweep, this.study) = (sweep, study);

    /// <summary>Makes the runs that are not finished yet; see <see cref="Sweep.Run"/>.</summary>
    /// <param name="design">The settings; those of an earlier call must be the first of them.</param>
    /// <param name="seeds">The seeds, the same for all settings.</param>
    /// <param name="progress">Told of every run as it ends, by one thread at a time.</param>
    /// <param name="cancellation">Ends the runs between two ticks; finished ones are kept.</param>
    public StudyData Run(DesignTable design, IReadOnlyList<ulong> seeds, Action<SweepProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        study.Whole(() =>
        {
            for (; entered < design.Settings.Count; entered++)
                study.Enter(entered, ScenarioHash.Of(sweep.Scenario(design.Settings[entered]) with { Seed = 0 }).ToString(),
                    design.Settings[entered]);
        });
        study.EnterDesign(design.Points);
        foreach (var round in sweep.Stop.Rounds(seeds))
        {
            var open = sweep.Stop.Open(study, sweep.Measures.Names, design.Settings.Count, seeds);
            List<RunOrder> orders = [.. from seed in round from setting in open select new RunOrder(setting, seed)];
            if (!Make(orders, design, progress, cancellation)) break;
        }

        return StudyData.Read(study, sweep, design, seeds);
    }

    /// <inheritdoc />
    public void Dispose() => study.Dispose();

    /// <returns>Whether the study goes on: not if too many runs failed.</returns>
    private bool Make(List<RunOrder> orders, DesignTable design, Action<SweepProgress>? progress, CancellationToken cancellation)
    {
        var finished = study.Finished();
        var todo = orders.Where(o => !finished.Contains(o)).ToList();
        var (clock, done, failed) = (Stopwatch.StartNew(), orders.Count - todo.Count, 0);
        var before = done;
        Scenario Of(RunOrder order) => sweep.Scenario(design.Settings[order.Setting]) with { Seed = order.Seed };
        var job = new SweepJob(Of, sweep.Measures, sweep.Stop.When, (order, stop) =>
        {
            var scenario = Of(order);
            return SingleRun.Of(sweep.Build(scenario), scenario, sweep.Measures, sweep.Stop.When, stop);
        });
        if (todo.Count > 0)
            sweep.Workers.Run(todo.TakeWhile(_ => failed < sweep.Stop.Failures), job, outcome =>
            {
                study.Enter(outcome, sweep.Measures.Names, sweep.KeepsSeries);
                done++;
                if (outcome.Error is not null) failed++;
                progress?.Invoke(new(done, orders.Count, failed, clock.Elapsed / (done - before) * (orders.Count - done)));
            }, cancellation);
        return failed < sweep.Stop.Failures;
    }
}
