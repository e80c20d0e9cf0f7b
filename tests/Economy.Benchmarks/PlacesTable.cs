using System.Globalization;
using System.Text;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.Benchmarks;

/// <summary>Ten places that live against four subsystems of the plain kind, for the same participants: seconds a tick and bytes a participant, by ratio.</summary>
internal static class PlacesTable
{
    private const int Repeats = 3;

    public static string Of(int participants)
    {
        var text = new StringBuilder();
        text.AppendLine("| participants | subsystems | s per tick | to plain | tasks per participant | peak bytes per participant | to plain |");
        text.AppendLine("|---:|---|---:|---:|---:|---:|---:|");
        Measurement? first = null;
        foreach (var living in (bool[])[false, true])
        {
            var measured = Enumerable.Range(0, Repeats).Select(_ => Child.Run(Measurement.Parse, "measure-places", participants, 2, living ? 1 : 0))
                .OrderBy(m => m.SecondsPerTick).ElementAt(Repeats / 2);
            first ??= measured;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {participants:N0} | {(living ? "ten that live" : "four plain")} | {measured.SecondsPerTick:0.000} | {measured.SecondsPerTick / first.SecondsPerTick:0.00} | {measured.TasksPerTick / participants:0.00} | {measured.PeakBytes / participants:N0} | {(double)measured.PeakBytes / first.PeakBytes:0.00} |");
        }

        return text.ToString();
    }

    public static Measurement Measure(int participants, int threads, bool living) => Population.Measure(participants, threads, n => Scenario(n, living));

    public static Scenario Scenario(int participants, bool living)
    {
        var world = Population.Scenario(participants);
        Dictionary<string, double> likes = new() { ["arena"] = 1, ["plaza"] = 0.6, ["bazaar"] = 0.3, ["forge"] = 0.3 };
        string[] more = living ? ["mine", "academy", "rooms", "studio", "helpdesk", "rescue"] : [];
        foreach (var name in more) likes[name] = 0.2;
        var forge = new Workshop { Name = "forge", Needs = new() { Cpu = 1, Memory = 2 }, Uses = new Dictionary<string, double> { ["ore"] = 1 }, Makes = new Dictionary<string, double> { ["ore"] = 0.5 } };
        SubsystemSpec[] plain = [.. world.Subsystems, forge], alive =
        [
            (Game)world.Subsystems[0] with { Matches = new(), Skill = new() { Course = "academy" } }, (Social)world.Subsystems[1] with { Groups = new() { Count = 1000 } },
            (Marketplace)world.Subsystems[2] with { Throughput = true }, forge with { LeadTime = 2 },
            new Game { Name = "mine", Needs = new() { Cpu = 1, Memory = 1 }, Energy = new() }, new Education { Name = "academy", Needs = new() { Cpu = 1, Memory = 1 } },
            new Meetings { Name = "rooms", Needs = new() { Cpu = 1 } }, new Creation { Name = "studio", Needs = new() { Cpu = 2, Memory = 2 } },
            new ServiceDesk { Name = "helpdesk", Needs = new() { Cpu = 1 }, Staff = participants / 20, Patience = 1800 },
            new Dispatch { Name = "rescue", Needs = new() { Cpu = 1 }, Units = participants / 20, Classes = [new() { Name = "call", Deadline = 1800 }] },
        ];
        return world with
        {
            Subsystems = living ? alive : plain,
            Population = world.Population with { Types = [.. world.Population.Types.Select(t => t with { Preferences = likes, Awareness = living ? 0.5 : 1 })] },
        };
    }
}
