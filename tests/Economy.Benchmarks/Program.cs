using System.Globalization;
using Economy.Benchmarks;

// dotnet run -c Release --project tests/Economy.Benchmarks            the whole table
// dotnet run -c Release --project tests/Economy.Benchmarks -- 100000  up to so many participants
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["measure", var participants, var threads])
{
    Console.WriteLine(Population.Measure(int.Parse(participants), int.Parse(threads)).ToLine());
    return;
}

var largest = args is [var limit] ? int.Parse(limit) : 1_000_000;
Console.Write(PopulationTable.Of(largest));
