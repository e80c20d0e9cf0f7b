// Question  What do the allocation policies do to welfare and to waiting as the load on compute rises?
// Method    The quickstart economy under seven policies, with 2.5 … 40 compute jobs arriving per hour beside the
//           participants' own sessions (its 20 GPUs are full of jobs alone at about 14). Thirty seeds, the same for every policy
//           and load, so that differences to the quickstart's own policy are paired; bands are 95 % Student-t intervals.
//           Welfare is the value, as bid, of what a tick newly allocates: a job counts as it starts, not while it goes on.
//           Waiting is ticks spent waiting per job that arrived (Little's law), jobs that were given up included.
// Command   dotnet run simulations/allocation-under-load.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes runs.csv and plot.html to runs/studies/allocation-under-load; Ctrl-C and the same command again: it goes on.
// Finding   With 2.5 jobs an hour there is room for all: attention gains 64 ± 13 coins a tick over greedy, and more on the rest. At 40
//           the policies differ in who makes way. Greedy and softmax serve the sessions in full (utility 158 utils a tick at any
//           load) and let jobs wait 12.5 and 14.5 ticks; 42 and 50 % are given up. Equal, proportional and priority let jobs crowd
//           the sessions out: these get 58, 58 and 49 % of their compute and utility falls to 73, 78 and 60, while 24, 52 and 11 % of
//           jobs are given up. Dominant-resource fairness spreads the pain best: 3.2 ± 0.2 ticks of waiting, 10 % given up, utility
//           133. Attention comes closest to its bound (0.964 ± 0.002; greedy 0.918, softmax 0.917, drf 0.861), but tick by tick: what it
//           starts holds capacity later, so that it ends 285 ± 21 coins a tick below greedy, with utility 146, 12.3 ticks of waiting
//           and 40 % given up. Softmax leaves 31 % of the jobs unserved even at the lowest load.

#:project ../src/Economy.Simulation/Economy.Simulation.csproj
#:project ../src/Economy.Scenarios/Economy.Scenarios.csproj
#:project ../src/Economy.Chain/Economy.Chain.csproj
#:project ../src/Economy.Reporting/Economy.Reporting.csproj

using Economy.Chain.Provisioning;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Simulation.Experiments;

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
        new("welfare_share_of_bound", run => Sum(run, t => t.Welfare) / Sum(run, t => t.WelfareBound)),
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
