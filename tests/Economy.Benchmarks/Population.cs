using Economy.World.Subsystems;
using Economy.World.Behaviours;
using System.Diagnostics;
using System.Globalization;
using Economy.World.Markets;
using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;

namespace Economy.Benchmarks;

/// <summary>What one process measured of one size of population.</summary>
/// <param name="Participants">How many.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="SecondsPerTick">Median over the ticks from 3 on.</param>
/// <param name="PeakBytes">Peak resident memory of the process.</param>
/// <param name="TasksPerTick">Compute tasks put before the allocator, mean over the ticks from 3 on.</param>
internal sealed record Measurement(int Participants, int Threads, double SecondsPerTick, long PeakBytes, double TasksPerTick)
{
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Participants} {Threads} {SecondsPerTick:R} {PeakBytes} {TasksPerTick:R}");

    public static Measurement Parse(string line)
    {
        var cells = line.Split(' ');
        return new(int.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture),
            double.Parse(cells[2], CultureInfo.InvariantCulture), long.Parse(cells[3], CultureInfo.InvariantCulture), double.Parse(cells[4], CultureInfo.InvariantCulture));
    }
}

/// <summary>
/// A world of players who play, meet and trade a good, its capacities in proportion to its size: no chain, no jobs, no
/// per-trade and no per-participant output.
/// </summary>
internal static class Population
{
    public static Measurement Measure(int participants, int threads, Func<int, Scenario>? scenario = null)
    {
        var world = new WorldModel((scenario ?? Scenario)(participants));
        using var stage = ActorRuns.Stage(world, threads);
        var simulator = new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions { Threads = threads }), new Nowhere(), null, threads);
        var (clock, seconds, tasks, last) = (Stopwatch.StartNew(), new List<double>(), new List<double>(), 0.0);
        simulator.Run(row =>
        {
            var now = clock.Elapsed.TotalSeconds;
            if (row.Tick >= 3)
            {
                seconds.Add(now - last);
                tasks.Add(row.TasksOffered);
            }

            last = now;
        });
        seconds.Sort();
        return new(participants, threads, seconds[seconds.Count / 2], Process.GetCurrentProcess().PeakWorkingSet64, tasks.Average());
    }

    public static Scenario Scenario(int participants) => new()
    {
        Name = "benchmark",
        Ticks = Math.Clamp(10_000_000 / participants, 10, 100),   // a second or more: the first ticks run code that is compiled quickly
        Chain = "none",
        Population = new()
        {
            Types =
            [
                new()
                {
                    Name = "player", Count = participants, Wealth = new() { Distribution = WealthDistribution.Pareto, Mean = 20_000, Shape = 1.5 },
                    Holdings = new Dictionary<string, long> { ["ore"] = 2 }, Attention = 2400, AttentionDispersion = 0.4, PreferenceDispersion = 0.5,
                    Preferences = new Dictionary<string, double> { ["arena"] = 1, ["plaza"] = 0.6, ["bazaar"] = 0.3 }, InformationCost = 0.3,
                    Trading = new ReservationPrice(), OrderRate = 1, Upkeep = 4,
                },
            ],
        },
        Subsystems =
        [
            new Game { Name = "arena", Needs = new() { Cpu = 2, Gpu = 0.08, Memory = 6 }, Reward = 90, Fee = 15, Makes = new Dictionary<string, double> { ["ore"] = 0.3 } },
            new Social { Name = "plaza", Needs = new() { Cpu = 1, Memory = 3 }, NetworkEffect = 0.6 },
            new Marketplace { Name = "bazaar", Needs = new() { Cpu = 0.5, Memory = 1 } },
        ],
        Pools =
        [
            new() { Name = "edge", Capacity = new() { Cpu = 0.3 * participants, Memory = 2 * participants }, Price = new() { Cpu = 12, Memory = 0.6 } },
            new() { Name = "cloud", Capacity = new() { Cpu = 0.2 * participants, Gpu = 0.02 * participants, Memory = participants }, Price = new() { Cpu = 14, Gpu = 240, Memory = 0.6 } },
        ],
        Assets = [new() { Name = "ore", Value = 0.08, Wear = 0.02, Satiation = 6, InitialPrice = 120 }],
        Markets = [new CallAuction { Asset = "ore", LotSize = 3 }],
        Output = new() { Trades = false, Participants = false },
    };

    internal sealed class Nowhere : IRunSink
    {
        public void Write<TRow>(in TRow row)
            where TRow : struct
        {
        }
    }
}
