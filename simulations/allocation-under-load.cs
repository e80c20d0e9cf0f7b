// Question  What do the allocation policies do to welfare and to waiting as the load on compute rises?
// Method    The quickstart economy under seven policies, with 2.5 … 40 compute jobs arriving per hour beside the
//           participants' own sessions (its 20 GPUs are full of jobs alone at about 14). Thirty seeds, the same for every policy
//           and load, so that differences to the quickstart's own policy are paired; bands are 95 % Student-t intervals.
//           Welfare is the value, as bid, of what a tick newly allocates: a job counts as it starts, not while it goes on.
//           Waiting is ticks spent waiting per job that arrived (Little's law), jobs that were given up included.
// Command   dotnet run simulations/allocation-under-load.cs [-- --seeds 30 --threads 2 --out DIR --ticks N --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/allocation-under-load; Ctrl-C and the same command again: it goes on.
// Finding   While there is room, attention leads: 71 ± 6 coins a tick over greedy at 2.5 jobs an hour, 62 ± 7 at 5, 14 ± 9 at 10. At 40 the
//           policies differ in who makes way. Greedy and softmax serve the sessions in full (utility 158 utils a tick) and let jobs wait
//           12.5 ticks; 42 % are given up. Attention serves the sessions as well and a third more of the jobs (9.5 ± 0.7 ticks, 29 ± 3 %
//           given up) for 44 ± 4 coins a tick, 1 %, of the value bid: sessions pay more under it, and bid less. Dominant-resource
//           fairness gives up 10 % of the jobs and 5 % of the sessions (206 ± 34 coins less than attention). Equal, proportional and
//           priority let jobs crowd the sessions out: these get 58, 59 and 49 % of their compute, utility falls to 76, 80 and 60, and the
//           value served by 33, 28 and 49 %. Attention comes within 0.4 % of its bound at any load (greedy 0.2 to 8.2 %), where jobs
//           that it does not let bid, since their bids would not pay for the ticks to come, do not count.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using Economy.Core.Records;
using Economy.Experiments;

return await Study.RunAsync("allocation-under-load", args, async study =>
{
    const string Own = "attention";
    var found = study.On("quickstart.yaml")
        .Vary("allocation.policy", ["equal", "proportional", "priority", "drf", "softmax", "greedy", Own])
        .Vary("demand.arrivalsPerHour", [2.5, 5, 10, 20, 40], name: "jobs_per_hour")
        .Measure("welfare_coins_per_tick", "ticks.welfare_minor", scale: 0.01)
        .Measure("welfare_share_of_bound", "ticks.welfare_minor", per: "welfare_bound_minor", over: "sum")
        .Measure("utility_utils_per_tick", "ticks.utility_utils")
        .Measure<SubsystemRow>("session_service_share", rows =>
            rows.Sum(r => r.AttentionHours > 0 ? r.Service * r.AttentionHours : 0) / rows.Sum(r => r.AttentionHours))
        .Measure("wait_ticks_per_job", "ticks.jobs_waiting", per: "jobs_arrived", over: "sum")
        .Measure("jobs_given_up_share", "ticks.jobs_expired", per: "jobs_arrived", over: "sum")
        .Run();
    found.Differences("policy", Own);
    Economy.Reporting.StudyPanel Panel(string title, string unit, string measure, (string, object)? against = null) =>
        found.Panel(title, unit, measure, x: "jobs_per_hour", by: "policy", against) with { XLabel = "jobs per hour", LogX = true };
    return await found.PlotAsync("What do allocation policies do under rising load?",
        "The quickstart economy under each policy and load, on the same seeds.",
        Panel($"Welfare against {Own}", "coins per tick, same seeds", "welfare_coins_per_tick", ("policy", Own)),
        Panel("Welfare over its upper bound", "share", "welfare_share_of_bound"),
        Panel("Waiting", "ticks per job that arrived", "wait_ticks_per_job"),
        Panel("Jobs given up", "share of jobs that arrived", "jobs_given_up_share"),
        Panel("Service of sessions", "share of the compute asked for", "session_service_share"),
        Panel("Utility of all participants", "utils per tick", "utility_utils_per_tick"));
});
