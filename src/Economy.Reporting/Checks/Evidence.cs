using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Checks;

/// <summary>What the checks compare: every table read once, the big ones only summed up.</summary>
internal sealed class Evidence
{
    private readonly List<string> keyProblems = [];
    private readonly Dictionary<string, long> counts = [];

    internal Evidence(RunReader run)
    {
        Run = run;
        Ticks = [.. Ordered<TickRow>()];
        Markets = [.. Ordered<MarketRow>()];
        Settlement = [.. Ordered<SettlementRow>()];
        Participants = [.. Ordered<ParticipantRow>()];
        Sectors = [.. Ordered<SectorRow>()];
        Blocks = [.. Ordered<BlockRow>()];
        Subsystems = [.. Ordered<SubsystemRow>()];
        Admissions = [.. Ordered<AdmissionRow>()];
        Visits = [.. Ordered<VisitRow>()];
        Advertising = [.. Ordered<AdvertisingRow>()];
        Accounts = [.. Ordered<SubsystemAccountRow>()];
        Lives = [.. Ordered<SubsystemLifeRow>()];
        Treasury = [.. Ordered<TreasuryRow>()];
        Asked = [.. Ordered<PoolPriceRow>()];
        Population = [.. Ordered<PopulationRow>()];
        Flows = new FlowBook(Ordered<FlowRow>());
        Trades = new TradeBook(Ordered<TradeRow>(), Participants);
        foreach (var observer in Observer.All.Where(o => !counts.ContainsKey(o.Table.Name))) observer.Table.Visit(new Count(this));
    }

    internal RunReader Run { get; }

    /// <summary>Rows that a table has.</summary>
    internal long RowsOf(string table) => counts.GetValueOrDefault(table);

    internal IReadOnlyList<TickRow> Ticks { get; }

    internal IReadOnlyList<MarketRow> Markets { get; }

    internal IReadOnlyList<SettlementRow> Settlement { get; }

    internal IReadOnlyList<ParticipantRow> Participants { get; }

    internal IReadOnlyList<SectorRow> Sectors { get; }

    internal IReadOnlyList<BlockRow> Blocks { get; }

    internal IReadOnlyList<SubsystemRow> Subsystems { get; }

    internal IReadOnlyList<AdmissionRow> Admissions { get; }

    internal IReadOnlyList<VisitRow> Visits { get; }

    internal IReadOnlyList<AdvertisingRow> Advertising { get; }

    internal IReadOnlyList<SubsystemAccountRow> Accounts { get; }

    internal IReadOnlyList<SubsystemLifeRow> Lives { get; }

    internal IReadOnlyList<TreasuryRow> Treasury { get; }

    internal IReadOnlyList<PoolPriceRow> Asked { get; }

    internal IReadOnlyList<PopulationRow> Population { get; }

    internal FlowBook Flows { get; }

    internal TradeBook Trades { get; }

    internal IEnumerable<string> KeyProblems => keyProblems;

    /// <summary>Reads a table only to see that it can be read, and in what order it is.</summary>
    private sealed class Count(Evidence evidence) : IRowVisitor<int>
    {
        public int Visit<TRow>()
            where TRow : struct
            => evidence.Ordered<TRow>().Count();
    }

    private IEnumerable<TRow> Ordered<TRow>()
        where TRow : struct
    {
        var order = new KeyOrder<TRow>();
        foreach (var row in Run.Stream<TRow>())
        {
            counts[Rows<TRow>.Table.Name] = RowsOf(Rows<TRow>.Table.Name) + 1;
            if (order.Next(row) is { } problem) keyProblems.Add($"{Rows<TRow>.Table.File}: {problem}");
            yield return row;
        }
    }
}
