using System.Globalization;
using Economy.Benchmarks;

// dotnet run -c Release --project tests/Economy.Benchmarks [-- population [100000]]   the population table, up to so many participants
// dotnet run -c Release --project tests/Economy.Benchmarks -- kernel                  the score kernel
// dotnet run -c Release --project tests/Economy.Benchmarks -- compression             compressed attention beside the full model
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["measure", var participants, var threads]:
        Console.WriteLine(Population.Measure(int.Parse(participants), int.Parse(threads)).ToLine());
        break;
    case ["measure-allocation", var tasks, var pools, var threads]:
        Console.WriteLine(AllocationRun.Measure(int.Parse(tasks), int.Parse(pools), int.Parse(threads)).ToLine());
        break;
    case ["pass"]:
        Console.Write(PassTable.Of());
        break;
    case ["compression"]:
        Console.Write(Compression.Of());
        break;
    case ["kernel"]:
        Console.Write(KernelTable.Of());
        break;
    default:
        Console.Write(PopulationTable.Of(args is ["population", var limit] ? int.Parse(limit) : 1_000_000));
        break;
}
