using Economy.Core.Books;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Checks;

/// <summary>
/// Whose the accounts of a run are, from its scenario alone: mint, treasury, subsystems, providers, then the participants by type.
/// </summary>
internal sealed class AccountMap
{
    private const int MostPools = 64;
    private readonly Scenario scenario;
    private readonly int[] lastOfType;

    /// <param name="scenario">The scenario.</param>
    /// <param name="accounts">Number of accounts, as the manifest has it.</param>
    private AccountMap(Scenario scenario, int accounts)
    {
        this.scenario = scenario;
        FirstParticipant = accounts - Participants(scenario);
        var (next, ends) = (FirstParticipant, new List<int>());
        foreach (var type in scenario.Population.Types) ends.Add(next += type.Count);
        lastOfType = [.. ends];
    }

    internal int FirstParticipant { get; }

    /// <summary>The map, if there can be one of so many accounts and tokens; what is wrong where there cannot.</summary>
    internal static AccountMap? Of(Scenario scenario, long accounts, long tokens, out string problem)
    {
        // A trace brings pools of its own, of which the scenario says nothing.
        var own = 2L + scenario.Subsystems.Count + scenario.Pools.Count + (scenario.Issues?.Count ?? 0) + Participants(scenario);
        var most = scenario.Demand.Source == DemandSource.Openb ? own + MostPools : own;
        problem = accounts < own || accounts > most
            ? $"reconciliation.accounts {accounts}, the scenario has {own}{(most > own ? $" to {most}" : "")}"
            : tokens != scenario.Assets.Count + 1 ? $"reconciliation.tokens {tokens}, the scenario has {scenario.Assets.Count + 1}" : "";
        return problem.Length == 0 ? new AccountMap(scenario, (int)accounts) : null;
    }

    internal string Token(TokenId token) => token == TokenId.Currency ? FlowBook.Currency : scenario.Assets[token.Value - 1].Name;

    internal string Sector(AccountId account) => account.Value switch
    {
        0 => FlowBook.Mint,
        1 => FlowBook.Treasury,
        var a when a < 2 + scenario.Subsystems.Count => FlowBook.Subsystems,
        var a when a < FirstParticipant => "providers",
        var a => TypeOf(a),
    };

    /// <summary>The account of a subsystem; null where the scenario has none of that name.</summary>
    internal AccountId? Subsystem(string name) =>
        scenario.Subsystems.ToList().FindIndex(s => s.Name == name) is >= 0 and var row ? new(2 + row) : null;

    private string TypeOf(int account)
    {
        var type = Array.FindIndex(lastOfType, end => account < end);
        if (type >= 0) return scenario.Population.Types[type].Name;
        long next = account - lastOfType[^1] - scenario.Population.EntryRoom; // After the common room come the types' own.
        if (next < 0) return scenario.Population.EntryType ?? scenario.Population.Types[0].Name;
        foreach (var own in scenario.Population.Types)
            if ((next -= own.Entry?.Room ?? 0) < 0) return own.Name;
        return scenario.Population.Types[^1].Name;
    }

    private static long Sum(IEnumerable<int> counts) => counts.Sum(c => (long)c);

    private static int Participants(Scenario scenario) =>
        (int)Math.Min(int.MaxValue / 2, Sum(scenario.Population.Types.SelectMany(t => (int[])[t.Count, t.Entry?.Room ?? 0])) + scenario.Population.EntryRoom);
}
