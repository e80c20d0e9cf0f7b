using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Tests.World.Quality;
using Economy.World.Behaviours;
using Economy.World.Markets;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Markets;

public sealed class RestingOrderLaws
{
    /// <summary>Nobody can buy, so what is offered rests: a unit that is on offer is not offered again, while its order lives.</summary>
    [Fact]
    public void A_unit_on_offer_is_offered_once()
    {
        const int Sellers = 5, Units = 2;
        var rows = QualityWorlds.Run(new Scenario
        {
            Name = "shelf", Ticks = 12, Chain = "none",
            Population = new()
            {
                Types =
                [
                    new()
                    {
                        Name = "sellers", Count = Sellers, Wealth = new() { Distribution = WealthDistribution.Equal, Mean = 0 },
                        Holdings = new Dictionary<string, long> { ["good"] = Units }, Attention = 3600,
                        Preferences = new Dictionary<string, double> { ["floor"] = 1 }, Trading = new ZeroIntelligence(), OrderRate = 10,
                    },
                ],
            },
            Subsystems = [new Marketplace { Name = "floor" }],
            Assets = [new() { Name = "good", Value = 1, Satiation = 5, InitialPrice = 100 }],
            Markets = [new DoubleAuction { Asset = "good", Life = 100 }],
        });
        var days = rows.Rows<MarketRow>().Where(r => r.Tick > 0).ToList();
        Assert.All(days, day => Assert.Equal(0, day.Volume));
        Assert.Equal(Sellers * Units, days.Sum(day => day.AskUnits));
    }
}
