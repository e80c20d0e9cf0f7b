using System.Security.Cryptography;
using System.Text;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Scenarios;

/// <summary>Identifies the economy that a scenario describes, whatever it is called and wherever it is settled.</summary>
public static class ScenarioHash
{
    // What these sections say, and whatever keys they may get, says nothing about the economy.
    private static readonly string[] Outside = ["settlement:", "output:"];

    /// <summary>
    /// SHA-256 of the canonical text without settlement and output, and with name, description, chain, demand.data and allocation.model
    /// left blank; what is in the model, allocation.modelHash tells.
    /// </summary>
    public static Hash32 Of(Scenario scenario)
    {
        Scenario economy = scenario with
        {
            Name = "",
            Description = "",
            Chain = "none",
            Demand = scenario.Demand with { Data = null },
            Allocation = scenario.Allocation with { Model = null },
        };
        return new Hash32(SHA256.HashData(Encoding.UTF8.GetBytes(WithoutSections(ScenarioWriter.Print(economy)))));
    }

    private static string WithoutSections(string text)
    {
        var kept = new StringBuilder();
        var isOutside = false;
        foreach (var line in text.Split('\n')[..^1])
        {
            isOutside = line[0] == ' ' ? isOutside : Outside.Contains(line);
            if (!isOutside) kept.Append(line).Append('\n');
        }

        return kept.ToString();
    }
}
