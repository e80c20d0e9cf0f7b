using Economy.Actors;
using Economy.Attention;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.World;
using Economy.World.Behaviours;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Behaviours;

/// <summary>Assets that yield something while they are held, are let, and wear out.</summary>
public sealed class DurableLaws
{
    private const string Land = "land";

    /// <summary>
    /// Price = 30·0.95/(1 − 0.95) = 570 within 3 %, of a rent of 30 or of a use worth 30: holders' δ are 0.949 and 0.951, whose values of the
    /// flow are 558 and 582. The first price is a sixth of it.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_constant_flow_costs_its_present_value(bool isLet)
    {
        var rows = Run(Market(isLet));
        var traded = rows.Rows<MarketRow>().Where(m => m.Volume > 0 && m.Tick > 2).ToList();
        Assert.NotEmpty(traded);
        Assert.All(traded, m => Assert.InRange(m.Price, 570 * 0.97, 570 * 1.03));
    }

    [Fact]
    public void What_is_held_yields_in_every_tick_as_much_as_the_sum_over_its_units()
    {
        var asset = new AssetSpec { Name = Land, Yield = 0.25, Satiation = 3 };
        var rows = Run(Holders(asset, count: 7, units: 5, ticks: 4));
        var each = 0.25 * (1 + 1 / (1 + 1 / 3.0) + 1 / (1 + 2 / 3.0) + 1 / 2.0 + 1 / (1 + 4 / 3.0));
        Assert.All(rows.Rows<TickRow>().Where(t => t.Tick > 0), t => Assert.Equal(7 * each, t.Utility, 1e-5));
        Assert.Equal(each, Valuation.Flow(0.25, asset, 5), 1e-12);
    }

    /// <summary>The midpoint rule beyond 64 units: within 10⁻⁴ of the sum, as it promises.</summary>
    [Theory]
    [InlineData(65, 0.5)]
    [InlineData(1000, 3)]
    [InlineData(100_000, 40)]
    public void The_flow_of_many_units_is_their_sum(int held, double satiation)
    {
        var asset = new AssetSpec { Name = Land, Satiation = satiation };
        Assert.Equal(1, Valuation.Flow(2, asset, held) / Enumerable.Range(0, held).Sum(j => 2 / (1 + j / satiation)), 1e-4);
    }

    /// <summary>(1 − 0.02)^30 of 50 × 400 units, within 1 %; one unit a holder and tick at most would leave 98 % of them.</summary>
    [Fact]
    public void Every_unit_wears()
    {
        var rows = Run(Holders(new AssetSpec { Name = Land, Wear = 0.02 }, count: 50, units: 400, ticks: 30));
        Assert.Equal(1, rows.Rows<MarketRow>()[^1].Supply / (50 * 400 * Math.Pow(0.98, 30)), 0.01);
    }

    [Fact]
    public void Rent_is_paid_for_every_unit_as_far_as_money_goes_round()
    {
        var world = Holders(new AssetSpec { Name = Land, Value = 0 }, count: 5, units: 2, ticks: 5);
        world = world with { Subsystems = [new Social { Name = "town", Account = new() { Endowment = 74, Rent = new Dictionary<string, long> { [Land] = 3 } } }] };
        var rows = Run(world).Rows<SubsystemAccountRow>();
        Assert.Equal([30, 30, 10, 0, 0], rows.Select(r => r.Rent));
        Assert.Equal([44, 14, 4, 4, 4], rows.Select(r => r.Closing));
    }

    /// <summary>Land in the hands of those who offer and bid at random around what it is worth to them, and others who take what is cheap.</summary>
    private static Scenario Market(bool isLet) => new()
    {
        Name = "town", Ticks = 120, Chain = "none",
        Population = new()
        {
            Types =
            [
                Type("landlord", 0.949) with { Holdings = new Dictionary<string, long> { [Land] = 4 }, Trading = new ZeroIntelligence() },
                Type("settler", 0.951) with { Trading = new ReservationPrice() },
            ],
        },
        Assets = [new AssetSpec { Name = Land, Value = 0, Yield = isLet ? null : 0.03, Satiation = 1e9, InitialPrice = 95 }],
        Subsystems = isLet ? [new Social { Name = "town", Account = new() { Endowment = 1_000_000_000, Rent = new Dictionary<string, long> { [Land] = 30 } } }] : [],
        Markets = [new Economy.World.Markets.CallAuction { Asset = Land }],
    };

    private static ParticipantTypeSpec Type(string name, double discount) => new()
    {
        Name = name, Count = 40, Wealth = new() { Mean = 1_000_000 }, MoneyUtility = 1e9, MoneyReference = 1e12, OrderRate = 1, DiscountFactor = discount,
    };

    private static Scenario Holders(AssetSpec asset, int count, long units, int ticks) => new()
    {
        Name = "holders", Ticks = ticks, Chain = "none",
        Population = new() { Types = [new() { Name = "holder", Count = count, Holdings = new Dictionary<string, long> { [Land] = units } }] },
        Assets = [asset],
        Markets = [new Economy.World.Markets.CallAuction { Asset = Land }],
    };

    private static MemorySink Run(Scenario scenario)
    {
        var (world, rows) = (new WorldModel(scenario), new MemorySink());
        using var stage = ActorRuns.Stage(world, 1, 3);
        new Simulator(world, stage, Allocators.Create("proportional", new AllocationOptions()), rows, null).Run();
        return rows;
    }
}
