using System.Globalization;
using System.Text;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Benchmarks;

/// <summary>What tables that are asked for cost: milliseconds of the observe step, in turns; of tables of states also where a tenth of the ticks is taken.</summary>
internal static class ObserverTable
{
    private const int Turns = 5, Ticks = 20, Every = 10;

    public static string Of(int participants, string? only)
    {
        WorldKinds.Register();
        var specs = KindRegistry.Of(typeof(ObserverSpec)).Select(k => (ObserverSpec)Activator.CreateInstance(k.Type)!)
            .Where(o => only is null || o.Kind == only).ToList();
        var bare = new OutputSpec { Trades = false, Participants = false };
        (string Name, OutputSpec Output)[] asked = [("none", bare), .. specs.Select(o => (o.Kind, bare with { Observers = [o] })),
            .. specs.Where(o => o.IsOfStates).Select(o => ($"{o.Kind}, every {Every}", bare with { Observers = [o], Every = Every }))];
        var times = asked.ToDictionary(a => a.Name, _ => new List<double>());
        for (var turn = 0; turn < Turns; turn++)
            foreach (var (name, output) in asked) times[name].Add(Milliseconds(participants, output));
        var text = new StringBuilder("| table | observe, ms per tick | beside none | to every tick |\n|:---|---:|---:|---:|\n");
        double Added(string name) => Median(times[name]) - Median(times["none"]);
        foreach (var (name, output) in asked)
        {
            var toEvery = output.Every > 1 ? (Added(name) / Added(name.Split(',')[0])).ToString("0.00", CultureInfo.InvariantCulture) : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Median(times[name]):0.0} | {Added(name):0.0} | {toEvery} |");
        }

        return text.ToString();
    }

    private static double Milliseconds(int participants, OutputSpec output)
    {
        var world = new WorldModel(Population.Scenario(participants) with { Ticks = Ticks, Output = output });
        using var stage = ActorRuns.Stage(world, 1);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), new Population.Nowhere(), null);
        var observe = TimeSpan.Zero;
        simulator.Timed = (step, time) => observe += step == "ObserveStep" ? time : TimeSpan.Zero;
        simulator.Run();
        return observe.TotalMilliseconds / Ticks;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
