using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Reporting.Graphs;
using Economy.World.Observers;

namespace Economy.Cli.Asking;

/// <summary>Makes the graph of a run from its folder.</summary>
internal static class GraphOfRun
{
    /// <summary>Reads the graph.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scenario">Its scenario.</param>
    /// <exception cref="RunFormatException">A table cannot be read.</exception>
    /// <exception cref="RunDamagedException">The journal cannot be read.</exception>
    public static RunGraph Of(RunReader run, Scenario scenario)
    {
        var chart = ChartOf(run, scenario);
        var graph = new RunGraph(chart, token => token == TokenId.Currency ? "currency" : scenario.Assets[token.Value - 1].Name);
        foreach (var t in run.Stream<TradeRow>())
        {
            graph.AddTrade(t.Tick, t.Trade, (Participant(chart, t.Seller), Participant(chart, t.Buyer)), t.Asset, (t.Quantity, t.Notional));
        }

        var row = 0L;
        foreach (var v in run.Stream<PanelAttention.Row>())
            graph.AddVisit(v.Tick, ++row, chart.Participant(v.Participant), chart.Subsystem(v.Subsystem), v.Attention);
        if (!HasJournal(run)) return graph;
        using var journal = JournalFile.Open(run.Folder, append: false);
        foreach (var tick in journal.Read(0)) graph.Add(tick);
        return graph;
    }

    /// <summary>Whether the run kept its journal.</summary>
    public static bool HasJournal(RunReader run) => File.Exists(Path.Combine(run.Folder, JournalFile.FileName));

    /// <summary>Why a question cannot be answered from this run, and what to do about it; null where it can.</summary>
    public static string? Missing(RunReader run, Question question)
    {
        var needsJournal = question.For == AskedFor.Owners || question.Verb?.Kind == LinkKind.Payment;
        if (needsJournal && !HasJournal(run))
            return "this run kept no journal.bin, which says who paid and holds what: run it on a chain (--chain hardhat)";
        if (question.Verb?.Kind == LinkKind.Trade && !run.Has<TradeRow>())
            return "this run kept no trades.csv: run it with output.trades: true";
        return question.Verb?.Kind == LinkKind.Visit && !run.Has<PanelAttention.Row>()
            ? "this run kept no panel-attention.csv, which says who visited what: run it with output.observers: [panel-attention]" : null;
    }

    private static AccountId Participant(ChartOfAccounts chart, int number) =>
        number == TradeRow.Treasury ? AccountId.Treasury : chart.Participant(number);

    /// <summary>A trace brings pools of its own, of which the scenario says nothing: they are known by their number.</summary>
    public static ChartOfAccounts ChartOf(RunReader run, Scenario scenario)
    {
        string[] types = [.. scenario.Population.Types.Select(t => t.Name)];
        byte[] typeOf = [.. run.Stream<ParticipantRow>().Select(p => (byte)Array.IndexOf(types, p.Type))];
        string[] subsystems = [.. scenario.Subsystems.Select(s => s.Name)];
        string[] pools = [.. scenario.Pools.Select(p => p.Name)], issues = [.. (scenario.Issues ?? []).Select(i => i.Name)];
        var others = 2 + subsystems.Length + pools.Length + issues.Length + typeOf.Length;
        var traced = Enumerable.Range(0, (int)Math.Max(0, (run.Manifest.Reconciliation?.Accounts ?? others) - others));
        return new ChartOfAccounts(subsystems, [.. pools, .. traced.Select(n => $"pool {n}"), .. issues], types, typeOf);
    }
}
