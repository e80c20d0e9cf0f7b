using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World.Quality;
using Economy.World.Behaviours;
using Economy.World.Interventions;
using Economy.World.Markets;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Markets;

public sealed class RestingOrderLaws
{
    /// <summary>Nobody can buy, so what is offered rests: a unit that is on offer is not offered again, while its order lives.</summary>
    [Fact]
    public void A_unit_on_offer_is_offered_once()
    {
        var days = Days(Trader("sellers", money: 0, units: 2));
        Assert.All(days, day => Assert.Equal(0, day.Volume));
        Assert.Equal(2 * Traders, days.Sum(day => day.AskUnits));
    }

    /// <summary>Upkeep takes the money of all buyers before anybody sells: their bids, which would live for long, have left the book by then.</summary>
    [Fact]
    public void A_bid_that_is_no_longer_covered_is_withdrawn()
    {
        const int Opening = 14;
        var days = Days(Trader("buyers", money: 1000, units: 0) with { Upkeep = 100 }, Trader("sellers", money: 0, units: 20) with { OrderRate = 0 },
            new SetKey { At = Opening, Key = "population.types.sellers.orderRate", To = "10" });
        Assert.Contains(days, day => day.Tick < Opening && day.BidUnits > 0);
        Assert.Contains(days, day => day.Tick >= Opening && day.AskUnits > 0);
        Assert.All(days, day => Assert.Equal(0, day.Volume));
    }

    private const int Traders = 5;

    private static ParticipantTypeSpec Trader(string name, double money, long units) => new()
    {
        Name = name, Count = Traders, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = money },
        Holdings = new Dictionary<string, long> { ["good"] = units }, Attention = 3600, Preferences = new Dictionary<string, double> { ["floor"] = 1 },
        Trading = new ZeroIntelligence(), OrderRate = 10,
    };

    private static List<MarketRow> Days(params object[] world) => [.. QualityWorlds.Run(new Scenario
    {
        Name = "shelf", Ticks = 20, Chain = "none",
        Population = new() { Types = [.. world.OfType<ParticipantTypeSpec>()] },
        Calendar = [.. world.OfType<SetKey>()],
        Subsystems = [new Marketplace { Name = "floor" }],
        Assets = [new() { Name = "good", Value = 1, Satiation = 5, InitialPrice = 100 }],
        Markets = [new DoubleAuction { Asset = "good", Life = 100 }],
    }).Rows<MarketRow>().Where(r => r.Tick > 0)];
}
