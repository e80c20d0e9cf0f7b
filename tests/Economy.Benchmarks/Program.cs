using System.Globalization;
using Economy.Benchmarks;

// dotnet run -c Release --project tests/Economy.Benchmarks [-- population [100000]]     the population table, up to so many participants
// dotnet run -c Release --project tests/Economy.Benchmarks -- steps [1000000]          where the time of a tick goes, step by step
// dotnet run -c Release --project tests/Economy.Benchmarks -- observers [100000 cohorts]  what tables cost that are asked for, or one of them
// dotnet run -c Release --project tests/Economy.Benchmarks -- places [1000000]         ten places that live against four plain subsystems
// dotnet run -c Release --project tests/Economy.Benchmarks -- peers [1000000] [--beside COMMAND]  models that other frameworks have; COMMAND MODEL PARTICIPANTS TICKS says its s per tick
// dotnet run -c Release --project tests/Economy.Benchmarks -- settlement [hardhat|anvil]  throughput of the modes of settlement
// dotnet run -c Release --project tests/Economy.Benchmarks -- modes [hardhat|anvil]   every mode with few trades, to compare builds
// dotnet run -c Release --project tests/Economy.Benchmarks -- kernel                  the score kernel
// dotnet run -c Release --project tests/Economy.Benchmarks -- pass                    one attention pass with many pools
// dotnet run -c Release --project tests/Economy.Benchmarks -- scoring [100000 10000 2]  the 20 best of so many items for so many participants, on so many threads
// dotnet run -c Release --project tests/Economy.Benchmarks -- allocation [100000 16]  time and memory, up to so many tasks and pools
// dotnet run -c Release --project tests/Economy.Benchmarks -- cluster [5]             runs on node processes beside one process, so many rounds
// dotnet run -c Release --project tests/Economy.Benchmarks -- kills                   the same with a node killed in each step of a tick
// dotnet run -c Release --project tests/Economy.Benchmarks -- sweep [1000 10]          a sweep of so many runs, killed so many times, beside one that is not
// dotnet run -c Release --project tests/Economy.Benchmarks -- torch [cpu 100000 128]  torch beside the default engine: device, tasks, pools
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["measure", var participants, var threads]:
        Console.WriteLine(Population.Measure(int.Parse(participants), int.Parse(threads)).ToLine());
        break;
    case ["measure-places", var people, var threadsOfPlaces, var living]:
        Console.WriteLine(PlacesTable.Measure(int.Parse(people), int.Parse(threadsOfPlaces), living == "1").ToLine());
        break;
    case ["places", .. var peopleOfPlaces]:
        Console.Write(PlacesTable.Of(peopleOfPlaces is [var crowd] ? int.Parse(crowd) : 1_000_000));
        break;
    case ["steps", .. var sizes]:
        Console.Write(StepTable.Of(sizes is [var size] ? int.Parse(size) : 1_000_000));
        break;
    case ["observers", .. var watched]:
        Console.Write(ObserverTable.Of(watched is [var watchers, ..] ? int.Parse(watchers) : 100_000, watched is [_, var table] ? table : null));
        break;
    case ["peer", var model, var participants, var threads]:
        Console.WriteLine(PeerTable.Measure(model, int.Parse(participants), int.Parse(threads)));
        break;
    case ["peers", .. var options]:
        Console.Write(PeerTable.Of(options is [var upTo, ..] && int.TryParse(upTo, out var limitOfPeers) ? limitOfPeers : 1_000_000, options is [.., "--beside", var command] ? command : null));
        break;
    case ["modes", .. var chain]:
        await ModeTable.WriteAsync(chain is [var name] ? name : "hardhat");
        break;
    case ["settlement", .. var chains]:
        await SettlementTable.WriteAsync(chains.Length > 0 ? chains : ["hardhat", "anvil"]);
        break;
    case ["measure-allocation", var tasks, var pools, var threads]:
        Console.WriteLine(AllocationRun.Measure(int.Parse(tasks), int.Parse(pools), int.Parse(threads)).ToLine());
        break;
    case ["allocation", .. var limits]:
        Console.Write(AllocationTable.Of(limits is [var most, ..] ? int.Parse(most) : 1_000_000, limits is [_, var mostPools] ? int.Parse(mostPools) : 128));
        break;
    case ["scoring", .. var ofScoring]:
        Console.Write(ScoringTable.Of(ofScoring is [var viewers, ..] ? int.Parse(viewers) : 100_000, ofScoring is [_, var shown, ..] ? int.Parse(shown) : 10_000, ofScoring is [_, _, var cores] ? int.Parse(cores) : 2));
        break;
    case ["pass"]:
        Console.Write(PassTable.Of());
        break;
    case ["torch", .. var at]:
        Console.Write(TorchTable.Of(at is [var device, ..] ? device : "cpu", at is [_, var n, ..] ? int.Parse(n) : 100_000, at is [_, _, var m] ? int.Parse(m) : 128));
        break;
    case ["kernel"]:
        Console.Write(KernelTable.Of());
        break;
    case ["cluster", .. var rounds]:
        Economy.Benchmarks.Cluster.ClusterTable.Write(rounds is [var count] ? int.Parse(count) : 5);
        break;
    case ["sweep", .. var many]:
        Console.Write(SweepTable.Of(many is [var runsOfSweep, ..] ? int.Parse(runsOfSweep) : 1000, many is [_, var killsOfSweep] ? int.Parse(killsOfSweep) : 10));
        break;
    case ["sweep-child", var folderOfSweep, var nameOfSweep]:
        SweepTable.Child(folderOfSweep, nameOfSweep);
        break;
    case ["kills"]:
        Economy.Benchmarks.Cluster.ClusterTable.WriteKills();
        break;
    default:
        Console.Write(PopulationTable.Of(args is ["population", var limit] ? int.Parse(limit) : 1_000_000));
        break;
}

return 0;
