using System.Globalization;
using System.Text;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Benchmarks;

/// <summary>What tables that are asked for cost: processor time of the whole run with each of them, beside that without, in turns.</summary>
internal static class ObserverTable
{
    public static string Of(int participants)
    {
        WorldKinds.Register();
        var text = new StringBuilder();
        var asked = KindRegistry.Of(typeof(ObserverSpec)).Select(k => (k.Name, Output: Asked((ObserverSpec)Activator.CreateInstance(k.Type)!)))
            .Prepend(("none", new OutputSpec { Trades = false, Participants = false })).ToList();
        var seconds = asked.ToDictionary(a => a.Item1, _ => new List<(double, double)>());
        for (var turn = 0; turn < 4; turn++)
            foreach (var (name, output) in asked) seconds[name].Add(Seconds(participants, output));
        foreach (var (name, _) in asked)
        {
            var times = seconds[name].Skip(1).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {times.Select(t => t.Item1).Order().ElementAt(1):0.000} | {times.Select(t => t.Item2).Order().ElementAt(1):0.000} |");
        }
        return text.ToString();
    }

    private static OutputSpec Asked(ObserverSpec observer) => new() { Trades = false, Participants = false, Observers = [observer] };

    private static (double, double) Seconds(int participants, OutputSpec output)
    {
        var world = new WorldModel(Population.Scenario(participants) with { Output = output });
        using var stage = ActorRuns.Stage(world, 1);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), new Population.Nowhere(), null);
        var all = TimeSpan.Zero; var observe = TimeSpan.Zero;
        simulator.Timed = (step, time) => { all += time; if (step == "ObserveStep") observe += time; };
        simulator.Run();
        return (all.TotalSeconds / 10, observe.TotalSeconds / 10);
    }
}
