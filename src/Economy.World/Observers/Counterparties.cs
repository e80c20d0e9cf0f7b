using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>Who paid whom, and for what: gross flows between sectors, of which <c>flows.csv</c> has the balance of each.</summary>
[Kind("counterparties", "gross flows from sector to sector, by token and instrument")]
public sealed record Counterparties : Observer<Counterparties.Row>
{
    /// <inheritdoc />
    public override bool SeesCounterparties => true;

    /// <summary>A flow in a tick.</summary>
    public readonly record struct Row(
        [property: Column("tick", "Tick; 0 is the endowment.", Key = true)] int Tick,
        [property: Column("token", "currency, or the name of the asset.", Key = true)] string Token,
        [property: Column("instrument", "What it moved for, as in flows.csv.", Key = true)] string Instrument,
        [property: Column("from", "Sector that gave it; mint, where it was created.", Key = true)] string From,
        [property: Column("to", "Sector that got it; the same one, where it moved within the sector.", Key = true)] string To,
        [property: Column("amount", "All that moved so, minor units of the currency or units of the asset.")] long Amount);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        var (sectors, flows) = (tick.World.Chart.Sectors, tick.Flows);
        var rows = from t in Enumerable.Range(0, tick.World.Assets.Length + 1)
                   let token = new TokenId((short)t)
                   from instrument in Enum.GetValues<Instrument>()
                   where flows.Gross(token, instrument) > 0
                   from source in Enumerable.Range(0, sectors.Count)
                   from target in Enumerable.Range(0, sectors.Count)
                   let amount = flows.Between(token, instrument, source, target)
                   where amount > 0
                   select new Row(tick.Tick, tick.World.TokenName(token), instrument.Word(tick.Tick), sectors[source].Name, sectors[target].Name, amount);
        return rows.OrderBy(r => r.Token, StringComparer.Ordinal).ThenBy(r => r.Instrument, StringComparer.Ordinal)
            .ThenBy(r => r.From, StringComparer.Ordinal).ThenBy(r => r.To, StringComparer.Ordinal);
    }
}
