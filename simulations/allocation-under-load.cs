// Question  What do the allocation policies do to welfare and to waiting as the load on compute rises?
// Method    The quickstart economy under seven policies, with 2.5 … 40 compute jobs arriving per hour beside the
//           participants' own sessions (its 20 GPUs are full of jobs alone at about 14). Thirty seeds, the same for every policy
//           and load, so that differences to the quickstart's own policy are paired; bands are 95 % Student-t intervals.
//           Welfare is the value, as bid, of what a tick newly allocates: a job counts as it starts, not while it goes on.
//           Waiting is ticks spent waiting per job that arrived (Little's law), jobs that were given up included.
// Command   dotnet run simulations/allocation-under-load.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/allocation-under-load; Ctrl-C and the same command again: it goes on.
// Finding   While there is room, attention leads: 71 ± 6 coins a tick over greedy at 2.5 jobs an hour, 62 ± 7 at 5, 14 ± 9 at 10. At 40 the
//           policies differ in who makes way. Greedy and softmax serve the sessions in full (utility 158 utils a tick) and let jobs wait
//           12.5 ticks; 42 % are given up. Attention serves the sessions as well and a third more of the jobs (9.5 ± 0.7 ticks, 29 ± 3 %
//           given up) for 44 ± 4 coins a tick, 1 %, of the value bid: sessions pay more under it, and bid less. Dominant-resource
//           fairness gives up 10 % of the jobs and 5 % of the sessions (206 ± 34 coins less than attention). Equal, proportional and
//           priority let jobs crowd the sessions out: these get 58, 59 and 49 % of their compute, utility falls to 76, 80 and 60, and the
//           value served by 33, 28 and 49 %. Attention comes within 0.4 % of its bound at any load (greedy 0.2 to 8.2 %), where jobs
//           that it does not let bid, since their bids would not pay for the ticks to come, do not count.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Experiments;
using Economy.Reporting;
using Economy.Scenarios;

return await Study.RunAsync("allocation-under-load", args, async (study, cancellation) =>
{
    var read = ScenarioReader.ReadFile(Path.Combine(study.Root, "scenarios", "quickstart.yaml"));
    var quickstart = study.Adapt(read.Scenario ?? throw new InvalidDataException(string.Join('\n', read.Errors)));

    double[] jobsPerHour = [2.5, 5, 10, 20, 40];
    string[] policies = ["equal", "proportional", "priority", "drf", "softmax", "greedy", "attention"];
    Setting[] settings = [.. from policy in policies from load in jobsPerHour select new Setting(policy, load, quickstart with
    {
        Allocation = quickstart.Allocation with { Policy = policy },
        Demand = quickstart.Demand with { ArrivalsPerHour = load },
    })];

    double coins = Math.Pow(10, quickstart.Money.Decimals);
    static double Sum(RunRows run, Func<TickRow, double> of) => run.Of<TickRow>().Sum(of);
    Measure[] measures =
    [
        new("welfare_coins_per_tick", run => Sum(run, t => t.Welfare) / coins / quickstart.Ticks),
        new("welfare_share_of_bound", run => Sum(run, t => t.Welfare) / Sum(run, t => t.WelfareBound)) { Least = 0, Most = 1 },
        new("utility_utils_per_tick", run => Sum(run, t => t.Utility) / quickstart.Ticks),
        new("session_service_share", run => run.Of<SubsystemRow>() is var s ? s.Sum(r => r.AttentionHours > 0 ? r.Service * r.AttentionHours : 0) / s.Sum(r => r.AttentionHours) : 0),
        new("wait_ticks_per_job", run => Sum(run, t => t.JobsWaiting) / Sum(run, t => t.JobsArrived)),
        new("jobs_given_up_share", run => Sum(run, t => t.JobsExpired) / Sum(run, t => t.JobsArrived)),
    ];
    var results = study.Run(settings, [typeof(TickRow), typeof(SubsystemRow)], measures, scenario => ScenarioHash.Of(scenario).ToString());

    var own = quickstart.Allocation.Policy;
    Setting Own(Setting setting) => settings.First(s => s.Name == own && s.X == setting.X);
    Console.WriteLine($"\nChange from {own} at the same load, run by run:");
    StudyTable.Write(Console.Out, results, baseline: Own);

    StudyPanel Panel(string title, string unit, Func<Setting, Estimate> of) => new(title, unit, "jobs per hour",
        [.. settings.Select(s => (s, e: of(s))).Select(p => new StudyPoint(p.s.Name, p.s.X, p.e.Mean, p.e.Low, p.e.High, p.e.Runs))]) { LogX = true };
    var toolchain = await Toolchain.ProvideAsync(study.Root, ToolchainParts.Packages, Console.WriteLine, cancel: cancellation);
    var plot = Path.Combine(study.Folder, "plot.html");
    StudyPlot.Write(plot, "What do allocation policies do under rising load?",
    [
        Panel($"Welfare against {own}", "coins per tick, same seeds", s => results.Difference(s, Own(s), "welfare_coins_per_tick")),
        Panel("Welfare over its upper bound", "share", s => results.Mean(s, "welfare_share_of_bound")),
        Panel("Waiting", "ticks per job that arrived", s => results.Mean(s, "wait_ticks_per_job")),
        Panel("Jobs given up", "share of jobs that arrived", s => results.Mean(s, "jobs_given_up_share")),
        Panel("Service of sessions", "share of the compute asked for", s => results.Mean(s, "session_service_share")),
        Panel("Utility of all participants", "utils per tick", s => results.Mean(s, "utility_utils_per_tick")),
    ], await File.ReadAllTextAsync(toolchain.ChartLibrary, cancellation), "The quickstart economy under each policy and load, on the same seeds.");
    Console.WriteLine($"\nPlot: {plot}");
    return results.Failures.Count == 0;
});
