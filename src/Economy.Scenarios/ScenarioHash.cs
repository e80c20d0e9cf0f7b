using System.Security.Cryptography;
using System.Text;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Scenarios;

/// <summary>Identifies the economy that a scenario describes, whatever it is called and wherever it is settled.</summary>
public static class ScenarioHash
{
    /// <summary>SHA-256 of the canonical text with name, description, chain, settlement, output, demand.data and allocation.model left blank; what is in the model, allocation.modelHash tells.</summary>
    public static Hash32 Of(Scenario scenario)
    {
        Scenario economy = scenario with
        {
            Name = "",
            Description = "",
            Chain = "none",
            Settlement = new SettlementSpec(),
            Output = new OutputSpec(),
            Demand = scenario.Demand with { Data = null },
            Allocation = scenario.Allocation with { Model = null },
        };
        return new Hash32(SHA256.HashData(Encoding.UTF8.GetBytes(ScenarioWriter.Print(economy))));
    }
}
