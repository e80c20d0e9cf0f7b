using Economy.Core.Scenarios;
using Economy.Tests.World.Subsystems;
using Economy.World.Observers;
using Economy.World.Subsystems;

namespace Economy.Tests.World.Observe;

/// <summary>Units in and out, in a world with wear, a lead time and people who leave, without limited issue.</summary>
public sealed class InventoryLaws
{
    [Fact]
    public void Stocks_and_work_in_progress_change_by_what_comes_and_goes()
    {
        var small = Worlds.Small();
        SubsystemSpec[] places = [.. small.Subsystems.Take(3), (Workshop)small.Subsystems[3] with { LeadTime = 3 }];
        ParticipantTypeSpec[] types = [.. small.Population.Types.Select(t => t with { Holdings = new Dictionary<string, long> { ["ore"] = 50, ["hat"] = 10 } })];
        var rows = LivingPlaceLaws.Run(small with { Subsystems = places, Issues = null, Population = small.Population with { ChurnRate = 0.1, EntryRate = 0, Types = types }, Output = new() { Observers = [new Inventory()] } }).Rows<Inventory.Row>();
        Assert.Equal(24, rows.Count);
        foreach (var asset in rows.GroupBy(r => r.Asset))
        {
            Assert.All(asset.Zip(asset.Skip(1)), t => Assert.Equal(t.First.Stock + t.Second.Made - t.Second.Used - t.Second.Worn, t.Second.Stock));
            Assert.All(asset.Zip(asset.Skip(1)), t => Assert.Equal(t.First.InProgress + t.Second.Begun - t.Second.Delivered - t.Second.Lost, t.Second.InProgress));
            Assert.True(asset.Sum(r => r.Worn) > 0);
        }

        var hats = rows.Where(r => r.Asset == "hat").ToList();
        Assert.True(hats.Sum(r => r.Delivered) > 0 && hats.Sum(r => r.Lost) > 0 && rows.Sum(r => r.Used) > 0);
        Assert.All(hats, r => Assert.Equal(r.Made, r.Delivered));
    }
}
