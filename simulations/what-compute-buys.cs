// Question  What does compute buy in a metaverse whose places wait, learn, play, meet, make and trade, and does it depend on how it is shared out?
// Method    The metaverse with a half of its pools, with all of them, and with twice as much, under four policies, on the same seeds; each place
//           by what it is there for (value in visits.csv, summed over the run). Bands are 95 % Student-t intervals; differences to all of the
//           pools are paired.
// Command   dotnet run simulations/what-compute-buys.cs -- --ticks 192 [--seeds 5 --threads 2 --out DIR --smoke]
//           Writes study.db, its tables and plot.html to runs/studies/what-compute-buys; Ctrl-C and the same command again: it goes on.
// Finding   Two days, five seeds. Half the compute takes a third of all utility, under attention 40 % (66 ± 2 of 167 utils a tick), under greedy 28 %,
//           and moves every place the way it should under every policy: callers give up, calls become late, less is learnt, played, traded,
//           met and made. One of the 28 differences is not told from 0, calls late under proportional (0.14 ± 0.14), where 60 % are late
//           already. What is hit differs more than how much: of the rooms' hours together 69 % are lost under attention, 78 % under
//           proportional and all under greedy, since tables need all of their members served; calls for rescue go from 0.6 to 72 % late under
//           attention. Which policy is best depends on how scarce compute is: attention at what there is (167 ± 5 utils a tick against 160
//           ± 6 greedy, 149 ± 6 proportional, 137 ± 4 priority), greedy at half of it (116 ± 4 against 101 ± 4), and none at twice as much
//           (210 to 216): with room for all, sharing is no question. At half, attention serves who bids most, and a place's worth is not in its
//           visitors' bids: they do not know what a late call or a table without a quorum costs.

#:project ../src/Economy.Experiments/Economy.Experiments.csproj

using System.Globalization;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Experiments;

return await Study.RunAsync("what-compute-buys", args, async study =>
{
    string[] places = ["academy", "arena", "bazaar", "rooms", "studio"];
    var asked = study.On("metaverse.yaml", "chain=none")
        .Vary("allocation.policy", ["attention", "proportional", "greedy", "priority"])
        .Vary("compute", [0.5, 1, 2], (scenario, share) => scenario with { Pools = [.. scenario.Pools.Select(p => Times(p, share))] })
        .Measure("utility_utils_per_tick", "ticks.utility_utils")
        .Measure<VisitRow>("helpdesk_gave_up_share", rows => Sum(rows, "helpdesk", r => r.GaveUp) / Sum(rows, "helpdesk", r => r.Asked))
        .Measure<VisitRow>("rescue_missed_share", rows => Sum(rows, "rescue", r => r.Missed) / Sum(rows, "rescue", r => r.Asked));
    foreach (var place in places) asked.Measure<VisitRow>($"{place}_value", rows => Sum(rows, place, r => double.IsNaN(r.Value) ? 0 : r.Value));
    var found = asked.Run();
    found.Differences("compute", 1);
    StudyPanelOf panel = (title, unit, measure) =>
        found.Panel(title, unit, measure, x: "compute", by: "policy") with { XLabel = "pools, as a multiple", LogX = true };
    return await found.PlotAsync("What does compute buy?",
        "The metaverse with half of its pools, all of them and twice as much, under four policies, on the same seeds.",
        panel("Utility of all participants", "utils per tick", "utility_utils_per_tick"),
        panel("Callers who give up at the help desk", "share of visits", "helpdesk_gave_up_share"),
        panel("Calls for rescue that become late", "share of calls", "rescue_missed_share"),
        panel("Mastery gained at the academy", "skills", "academy_value"),
        panel("Hours played in the arena", "hours", "arena_value"),
        panel("Orders that passed in the bazaar", "orders", "bazaar_value"),
        panel("Hours made together in the rooms", "hours", "rooms_value"),
        panel("Hours of full quality made in the studio", "hours", "studio_value"));

    static double Sum(IReadOnlyList<VisitRow> rows, string place, Func<VisitRow, double> of) => rows.Where(r => r.Subsystem == place).Sum(of);

    static PoolSpec Times(PoolSpec pool, string share)
    {
        var (of, by) = (pool.Capacity, double.Parse(share, CultureInfo.InvariantCulture));
        return pool with
        {
            Capacity = new() { Cpu = of.Cpu * by, Gpu = of.Gpu * by, Memory = of.Memory * by, Bandwidth = of.Bandwidth * by, Storage = of.Storage * by },
        };
    }
}, seeds: 5);

internal delegate Economy.Reporting.StudyPanel StudyPanelOf(string title, string unit, string measure);
