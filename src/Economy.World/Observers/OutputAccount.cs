using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>
/// The output account of services, three ways (System of National Accounts 2008, ch. 16): value added by subsystems and pools, what is
/// earned by it, and what is spent on it. Each is reckoned from other figures: production from what places and pools took in and bought,
/// income and expenditure from flows between sectors. They agree to the minor unit. Sales of assets are no output here, nor are rewards,
/// which are newly minted transfers.
/// </summary>
[Kind("output-account", "value added by subsystems and pools, and the income and the expenditure that it equals")]
public sealed record OutputAccount : Observer<OutputAccount.Row>
{
    private const int Mint = 0, Treasury = 1, Subsystems = 2, Providers = 3, FirstType = 4;   // rows of ChartOfAccounts.Sectors

    /// <inheritdoc />
    public override bool SeesCounterparties => true;

    /// <summary>An item of one side of the account in a tick.</summary>
    [Table("output-account", "The output account of services in each tick, three ways: the items of each side have the same sum.", IsLong = true)]
    [Chart("Output account", "amount_minor")]
    public readonly record struct Row(
        [property: Column("tick", "Tick, from 1.", Key = true)] int Tick,
        [property: Column("side", "production, income or expenditure.", Key = true)] string Side,
        [property: Column("item", "Production: the subsystem or pool. Income: taxes on services, rents, wages, surplus of subsystems, or income of pools, which is passed on to their owners. Expenditure: compute of sessions, fees, compute of jobs, or compute of the treasury.", Key = true)] string Item,
        [property: Column("amount_minor", "Production: what was sold to visitors, to advertisers, or in the pool, less the compute and the clicks that were bought for it.")] long Amount);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick) => tick.Tick == 0 ? []
        : Expenditure(tick).Concat(Income(tick)).Concat(Production(tick))
            .OrderBy(r => r.Side, StringComparer.Ordinal).ThenBy(r => r.Item, StringComparer.Ordinal);

    private static IEnumerable<Row> Production(ObservedTick tick)
    {
        var (world, posted, covered) = (tick.World, tick.State.Posted, tick.State.Attendance.Covered);
        long[] value = [.. posted.Fees.Zip(covered, (fees, compute) => fees - compute)];
        foreach (var (campaign, spend) in world.Campaigns.Zip(posted.Advertising.Spend))
        {
            value[campaign.Recommender] += spend;
            value[campaign.Advertiser] -= spend;
        }

        for (var k = 0; k < value.Length; k++) yield return new(tick.Tick, "production", $"subsystem {world.Subsystems[k].Name}", value[k]);
        for (var j = 0; j < world.Pools.Count; j++)
            yield return new(tick.Tick, "production", $"pool {world.Pools[j].Name}", posted.PoolRevenue[j]);
    }

    private static IEnumerable<Row> Income(ObservedTick tick)
    {
        long Net(Instrument what, int sector) => tick.Flows.Net(TokenId.Currency, what, sector);
        var taxes = Between(tick, Instrument.Burn, Subsystems, Mint) + Between(tick, Instrument.Fee, Subsystems, Treasury);
        var (rents, wages) = (-Net(Instrument.Rent, Subsystems), -Net(Instrument.Wage, Subsystems));
        yield return new(tick.Tick, "income", "taxes on services", taxes);
        yield return new(tick.Tick, "income", "rents", rents);
        yield return new(tick.Tick, "income", "wages", wages);
        yield return new(tick.Tick, "income", "surplus of subsystems",
            Net(Instrument.Fee, Subsystems) + Net(Instrument.Burn, Subsystems) + Net(Instrument.Compute, Subsystems) - rents - wages);
        yield return new(tick.Tick, "income", "income of pools", Net(Instrument.Compute, Providers));
    }

    private static IEnumerable<Row> Expenditure(ObservedTick tick)
    {
        long Spent(Instrument what, int on) => Participants(tick).Sum(from => Between(tick, what, from, on));
        yield return new(tick.Tick, "expenditure", "compute of sessions", Spent(Instrument.Compute, Subsystems));
        yield return new(tick.Tick, "expenditure", "fees", Spent(Instrument.Fee, Subsystems));
        yield return new(tick.Tick, "expenditure", "compute of jobs", Spent(Instrument.Compute, Providers));
        yield return new(tick.Tick, "expenditure", "compute of the treasury", Between(tick, Instrument.Compute, Treasury, Providers));
    }

    private static long Between(ObservedTick tick, Instrument what, int from, int to) => tick.Flows.Between(TokenId.Currency, what, from, to);

    private static IEnumerable<int> Participants(ObservedTick tick) =>
        Enumerable.Range(FirstType, tick.World.Chart.Sectors.Count - FirstType);
}
