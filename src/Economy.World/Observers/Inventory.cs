using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// Stocks of assets and work in progress: what is begun uses up its inputs at once and is delivered a lead time later, so that in progress
/// changes by begun − delivered − lost.
/// </summary>
[Kind("inventory", "what is held of each asset, what is being made of it, and what was made, used up and worn")]
public sealed record Inventory : Observer<Inventory.Row>
{
    /// <summary>An asset in a tick.</summary>
    [Table("inventory", "Stocks of each asset, work in progress, and what changed them.", IsLong = true)]
    [Chart("Stocks", "stock_units")]
    [Chart("Work in progress", "in_progress_units")]
    [Chart("Units made", "made_units")]
    [Chart("Units worn out", "worn_units")]
    public readonly record struct Row(
        [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
        [property: Column("asset", "Name of the asset.", Key = true)] string Asset,
        [property: Column("stock_units", "Units that all hold together after the tick.")] long Stock,
        [property: Column("begun_units", "Units that were begun in the tick, to be delivered in a later one.")] long Begun,
        [property: Column("delivered_units", "Units that were begun in an earlier tick and came in this one.")] long Delivered,
        [property: Column("lost_units", "Units on their way to participants who left.")] long Lost,
        [property: Column("in_progress_units", "Units that are on their way after the tick: those before, and begun − delivered − lost.")] long InProgress,
        [property: Column("made_units", "Units that came into being, those delivered included.")] long Made,
        [property: Column("used_units", "Units that were used up, as inputs or by the treasury.")] long Used,
        [property: Column("worn_units", "Units that wore out.")] long Worn);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0) return [];
        var (world, work) = (tick.World, tick.State.Posted.Work);
        return from a in Enumerable.Range(0, world.Assets.Length).OrderBy(a => world.Assets[a].Name, StringComparer.Ordinal)
               let token = WorldModel.Token(a)
               let worn = tick.State.Results.Sum(cell => cell.Worn.Length > 0 ? cell.Worn[a] : 0)
               select new Row(
                   tick.Tick, world.Assets[a].Name, -tick.Ledger[AccountId.Mint, token], work.Begun[a], work.Delivered[a], work.Lost[a],
                   work.UnderWay(a), tick.Flows.Gross(token, Instrument.Production), tick.Flows.Gross(token, Instrument.Consumption) - worn, worn);
    }
}
