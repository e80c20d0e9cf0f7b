using Economy.Core.Records;
using Economy.Core.Scenarios;

namespace Economy.Reporting.Html;

/// <summary>What the report shows, as one object. Money is in coins.</summary>
internal static class ReportData
{
    /// <param name="all">The run.</param>
    /// <param name="tick">The tick that a run under way has come to; null of a complete one.</param>
    internal static object Of(IRunTables all, int? tick = null)
    {
        var run = new TakenTables(all);
        var manifest = run.Manifest;
        var ticks = run.Read<TickRow>();
        var axis = new TimeAxis(1, Math.Max(1, tick ?? manifest.Ticks));
        var coin = Math.Pow(10, manifest.Decimals);
        return new
        {
            Run = Identity(manifest, tick),
            axis.Ticks,
            axis.TicksPerPoint,
            Calendar = run.Read<CalendarRow>().Select(row => new { X = row.Tick, Text = $"{(row.Event == "ends" ? "end of " : "")}{row.What}" }),
            Totals = TickData.Totals(ticks, coin),
            Economy = TickData.OverTime(ticks, axis, coin),
            Exchange = TickData.Exchange(ticks, run.Read<MarketRow>(), coin),
            Flows = FlowData.Of(run.Stream<FlowRow>(), axis, coin),
            Sectors = GroupData.Sectors(run.Stream<SectorRow>(), axis, coin),
            Wealth = WealthData.Of(run.Stream<ParticipantRow>(), coin),
            Markets = GroupData.Markets(run.Stream<MarketRow>(), axis, coin),
            Prices = PriceData.Of(run.Read<PriceRow>(), run.Read<MarketRow>(), tick ?? manifest.Ticks, coin),
            Subsystems = GroupData.Subsystems(run.Stream<SubsystemRow>(), axis, coin),
            Compute = PoolData.Of(run.Stream<AllocationRow>(), axis, coin),
            Quality = QualityData.Of(run.Stream<QualityRow>(), run.Stream<ExchangeRow>(), axis, coin),
            Attention = ServiceData.Of(run.Stream<ServiceRow>(), coin),
            Explained = ExplainedData.Of(all.Stream<AttentionMapRow>()),
            Fairness = ServiceData.Fairness(run.Stream<FairnessRow>(), axis),
            Ladder = all is RunReader complete ? Ladder.Read(complete.Folder) : [],
            Settlement = SettlementData.Of(run.Stream<SettlementRow>(), axis, manifest.Timings.GetValueOrDefault("settledSeconds")),
            Blocks = BlockData.Of(run.Stream<BlockRow>(), axis, coin),
            Others = TableData.Rest(run, axis, coin).ToList(), // What is left once all others have taken their tables.
            Codebook = Codebook(manifest),
        };
    }

    private static object Identity(RunManifest manifest, int? tick) => new
    {
        Running = tick,
        manifest.Name,
        manifest.Description,
        Seed = $"{manifest.Seed}", // a script's numbers end at 2^53
        manifest.Ticks,
        manifest.TickSeconds,
        manifest.Decimals,
        manifest.Chain,
        manifest.Settled,
        manifest.ChainDetails,
        manifest.Reconciliation,
        manifest.EconomyDigest,
        manifest.SettlementDigest,
        manifest.ScenarioHash,
        manifest.Scenario,
        manifest.MadeBy,
        manifest.Versions,
        manifest.Notes,
        manifest.Stopped,
        manifest.Diagnoses,
        manifest.Timings,
        TableFormat = Core.Words.Kebab(manifest.TableFormat.ToString()),
    };

    private static object Codebook(RunManifest manifest) =>
        from table in Observer.All.Select(o => o.Table)
        join written in manifest.Tables on table.Name equals written.Name
        select new { File = table.FileAs(manifest.TableFormat), table.Meaning, written.Rows, written.Sha256,
            Columns = table.Columns.Select(c => new { c.Header, c.Meaning }) };
}
