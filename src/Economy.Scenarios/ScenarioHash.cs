using System.Security.Cryptography;
using System.Text;
using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Scenarios;

/// <summary>Identifies the economy that a scenario describes, whatever it is called and wherever it is settled.</summary>
public static class ScenarioHash
{
    // These sections as they were when the first digests were published: what they hold now, and whatever keys they may get,
    // says nothing about the economy.
    private static readonly Dictionary<string, string> Blank = new(StringComparer.Ordinal)
    {
        ["settlement:"] = "settlement:\n  mode: netted\n  lagTicks: 16\n  entriesPerBatch: 300\n",
        ["output:"] = "output:\n  trades: true\n  participants: true\n",
    };

    /// <summary>SHA-256 of the canonical text with name, description, chain, settlement, output and demand.data left blank.</summary>
    public static Hash32 Of(Scenario scenario)
    {
        Scenario economy = scenario with
        {
            Name = "",
            Description = "",
            Chain = "none",
            Demand = scenario.Demand with { Data = null },
        };
        return new Hash32(SHA256.HashData(Encoding.UTF8.GetBytes(Blanked(ScenarioWriter.Print(economy)))));
    }

    private static string Blanked(string text)
    {
        var kept = new StringBuilder();
        var isBlanked = false;
        foreach (var line in text.Split('\n')[..^1])
        {
            isBlanked = isBlanked && line[0] == ' ';
            if (isBlanked) continue;
            isBlanked = Blank.TryGetValue(line, out var blank);
            kept.Append(blank ?? line + "\n");
        }

        return kept.ToString();
    }
}
