using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.Tests.World.Subsystems;

/// <summary>Parties and seasons of games, and groups of social places.</summary>
public sealed class CompanyTests
{
    /// <summary>Huang, Weng and Lin 2006: two as strong as their one opponent win two in three, and a side of one is as strong as it is.</summary>
    [Fact]
    public void Two_against_one_of_their_strength_win_two_in_three()
    {
        Assert.Equal(2 / 3.0, Game.WinShare(Game.SideOf([130, 130]) - Game.SideOf([130])), 1e-12);
        Assert.Equal(77.7, Game.SideOf([77.7]));
    }

    /// <summary>Six players in parties of three: two sides, of which one wins and one loses, the same players on a side each time; who is there alone plays alone.</summary>
    [Fact]
    public void A_party_plays_as_one_side_and_stays_together()
    {
        var place = new Game { Name = "arena", Matches = new() { Party = 3, Stake = 0.25 } };
        var house = place.Found();
        for (var t = 1; t <= 20; t++)
        {
            var parts = Meet(house, place, t, [.. Enumerable.Range(0, 6)]).Parts;
            Assert.Equal([1, 1], parts.Select(p => p.EnjoyedPpm).Chunk(3).Select(side => side.Distinct().Count()));
            Assert.Equal([750_000, 1_250_000], parts.Select(p => p.EnjoyedPpm).Distinct().Order());
        }

        Assert.Equal([1_000_000], Meet(house, place, 21, [4]).Parts.Select(p => p.EnjoyedPpm));
    }

    /// <summary>A new season pairs all anew by number, since all have the same rating; within one the pairs are others. Of a reward of 100 half is lost each tick until the next season.</summary>
    [Fact]
    public void Ratings_and_rewards_begin_anew_with_a_season()
    {
        var place = new Game { Name = "arena", Reward = 100, Matches = new() { Stake = 0.25 }, Season = new() { Ticks = 12, Fade = 0.5 } };
        var house = place.Found();
        bool[] neighbours = [.. Enumerable.Range(1, 25).Select(t => Meet(house, place, t, [.. Enumerable.Range(0, 40)]).Parts
            .Select(p => p.EnjoyedPpm).Chunk(2).All(pair => pair[0] != pair[1]))];
        Assert.Equal([1, 13, 25], Enumerable.Range(1, 25).Where(t => neighbours[t - 1]));
        Assert.Equal([100, 50, 25], Enumerable.Range(1, 3).Select(Reward));
        Assert.Equal([100, 50], Enumerable.Range(13, 2).Select(Reward));

        double Reward(int tick) => ((SubsystemTerms)house.Answer(new Opening(tick, place, default, 0))).Reward;
    }

    /// <summary>Of 100 in two groups n are of mine: an hour is worth 1 + min(1, (n − 1)/49); with nobody else of mine there, 1.</summary>
    [Fact]
    public void An_hour_is_worth_more_the_more_of_the_own_group_are_there()
    {
        var place = new Social { Name = "circle", Groups = new() { Count = 2, Effect = 1 } };
        var (house, scene) = (place.Found(), new Scene(1, 0, 3600));
        int[] group = [.. Enumerable.Range(0, 100).Select(i => place.Groups.Of("circle", scene, i))];
        int Worth(int n) => (int)(1_000_000 * (1 + Math.Min(1, (n - 1) / 49.0)));
        var all = Meet(house, place, 1, [.. Enumerable.Range(0, 100)], active: 100).Parts;
        Assert.All(all.Zip(group), p => Assert.Equal(Worth(group.Count(g => g == p.Second)), p.First.EnjoyedPpm));
        Assert.Equal([1_000_000], Meet(house, place, 2, [7], active: 100).Parts.Select(p => p.EnjoyedPpm));
        Assert.Equal(2, group.Distinct().Count());
    }

    private static Meeting Meet(Subsystem house, Place place, int tick, int[] who, int active = 0)
    {
        List<Guest> guests = [.. who.Select(i => new Guest(i, 0, 3600, 1_000_000, 1_000_000))];
        var visits = new Visits(tick, place, who.Length, active > 0 ? active : who.Length, who.Length, who.Length, who.Length, 0, 0);
        return ((Attended)house.Answer(visits with { Scene = new Scene(1, 0, 3600) { Guests = guests } })).Meeting!;
    }
}
