using System.Globalization;
using Economy.Benchmarks;

// dotnet run -c Release --project tests/Economy.Benchmarks [-- population [100000]]     the population table, up to so many participants
// dotnet run -c Release --project tests/Economy.Benchmarks -- settlement [hardhat|anvil]  throughput of the modes of settlement
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["measure", var participants, var threads]:
        Console.WriteLine(Population.Measure(int.Parse(participants), int.Parse(threads)).ToLine());
        break;
    case ["settlement", .. var chains]:
        await SettlementTable.WriteAsync(chains.Length > 0 ? chains : ["hardhat", "anvil"]);
        break;
    default:
        Console.Write(PopulationTable.Of(args is ["population", var limit] ? int.Parse(limit) : 1_000_000));
        break;
}
