using Economy.Attention;
using Economy.Attention.Model;
using Economy.Attention.Model.Forms;
using Economy.Attention.Model.Scopes;

namespace Economy.Tests.Attention.Model;

public class ScopeLaws
{
    private const int Tasks = 60, Pools = 12, Regions = 4;

    public static TheoryData<string> Forms => [.. ModelOptions.Forms];

    [Theory, MemberData(nameof(Forms))]
    public void Distributed_with_a_token_a_pool_published_every_tick_is_global(string form)
    {
        Features features = Round();
        AttentionModel model = Samples.Model(form, 3, 3, features);
        double[] global = Samples.Scores(model, features);
        var scoped = new ScopedScores(model.Bind(features), new ScopeOptions { Scope = Scope.Distributed, Tokens = Pools }, Regions);
        Assert.Equal(0.0, scoped.Exchange(1).StalenessTicks);
        Assert.Equal(global, Scores(scoped, features));
        var wide = new ScopedScores(model.Bind(features), new ScopeOptions(), Regions);
        wide.Exchange(1);
        Assert.Equal(global, Scores(wide, features));
    }

    [Fact]
    public void Local_takes_away_the_pools_beyond_the_window_and_only_those()
    {
        Features features = Round();
        AttentionScores scores = Samples.Model("dot-product", 0, 3, features).Bind(features);
        AllocationProblem problem = Samples.Problem(features);
        problem.Eligible[0] = 0b10;
        new ScopedScores(scores, new ScopeOptions { Scope = Scope.Local, Window = 1 }, Regions).Restrict(problem, problem.Eligible);
        for (int i = 1; i < Tasks; i++)
            for (int j = 0; j < Pools; j++)
                Assert.Equal(Math.Abs(features.TaskRegion[i] - features.PoolRegion[j]) <= 1, problem.MayServe(i, j));
        Assert.Equal(0UL, problem.Eligible[0] & ~0b10UL);
        AllocationProblem far = Samples.Problem(features);
        double[] distance = [.. Enumerable.Range(0, Regions * Regions).Select(x => x / Regions == x % Regions ? 0.0 : 5.0)];
        new ScopedScores(scores, new ScopeOptions { Scope = Scope.Local, Window = 4.0, Distance = distance }, Regions).Restrict(far, far.Eligible);
        for (int i = 0; i < Tasks; i++)
            for (int j = 0; j < Pools; j++) Assert.Equal(features.TaskRegion[i] == features.PoolRegion[j], far.MayServe(i, j));
    }

    [Fact]
    public void News_from_far_regions_is_as_old_as_its_publication()
    {
        Features features = Round();
        AttentionModel model = Samples.Model("dot-product", 0, 3, features);
        AttentionScores scores = model.Bind(features);
        var scoped = new ScopedScores(scores, new ScopeOptions { Scope = Scope.Distributed, Tokens = 1, Period = 3 }, Regions);
        double[] ages = new double[7], before = [], first = [];
        for (int tick = 0; tick < 7; tick++)
        {
            for (int j = 0; j < Pools; j++) features.PoolRow(j)[3] = 0.1 * tick;
            scores.Refresh(model);
            ages[tick] = scoped.Exchange(tick).StalenessTicks;
            double[] now = Scores(scoped, features);
            for (int i = 0; i < Tasks && tick > 0; i++)
                for (int j = 0; j < Pools; j++)
                    if (features.TaskRegion[i] != features.PoolRegion[j] && tick % 3 != 0) Assert.Equal(before[j * Tasks + i], now[j * Tasks + i]);
                    else Assert.NotEqual(before[j * Tasks + i], now[j * Tasks + i]);
            before = now;
        }
        Assert.Equal([0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 0.0], ages);
    }

    [Fact]
    public void Bytes_and_repetition_are_counted_by_receiver()
    {
        Features features = Round();
        AttentionScores scores = Samples.Model("dot-product", 0, 3, features).Bind(features);
        ScopeTraffic Sent(ScopeOptions options, out ScopeTraffic again, Action? between = null)
        {
            var scoped = new ScopedScores(scores, options, Regions);
            ScopeTraffic first = scoped.Exchange(0);
            between?.Invoke();
            again = scoped.Exchange(1);
            return first;
        }
        const int Row = 8 * 4;
        Assert.Equal(new ScopeTraffic(Pools * Row * 3, 0, 0.0), Sent(new ScopeOptions(), out ScopeTraffic again));
        Assert.Equal(1.0, again.Redundancy);
        Assert.Equal(new ScopeTraffic(0, 0, 0.0), Sent(new ScopeOptions { Scope = Scope.Local }, out _));
        Assert.Equal(Pools / 4 * Row * 6, Sent(new ScopeOptions { Scope = Scope.Local, Window = 1 }, out _).Bytes);
        Assert.Equal((4 * Row + Pools * 4) * 3, Sent(new ScopeOptions { Scope = Scope.Distributed, Tokens = 1 }, out _).Bytes);
        Sent(new ScopeOptions(), out again, () => features.PoolRow(0)[1] += 1.0);
        Assert.Equal(8 * 3, again.Bytes - again.RepeatedBytes);
    }

    /// <summary>Regions of three pools with four numbers each: twelve bits are two bytes.</summary>
    [Fact]
    public void A_deduplicated_exchange_sends_a_bit_for_each_number_and_what_has_changed()
    {
        Features features = Round();
        AttentionScores scores = Samples.Model("dot-product", 0, 3, features).Bind(features);
        foreach (var scope in (ScopeOptions[])[new(), new() { Scope = Scope.Distributed, Tokens = 3 }])
        {
            var (plain, spare) = (new ScopedScores(scores, scope, Regions), new ScopedScores(scores, scope with { Deduplicated = true }, Regions));
            var (all, once) = (plain.Exchange(0), spare.Exchange(0));
            Assert.Equal(all.Bytes + 2 * Regions * 3, once.Bytes);
            Assert.Equal(Scores(plain, features), Scores(spare, features));
            Assert.Equal(new ScopeTraffic(2 * Regions * 3, 0, spare.Exchange(1).StalenessTicks), spare.Exchange(2));
            plain.Exchange(1);
            features.PoolRow(0)[1] += 1.0;
            plain.Exchange(2);
            Assert.Equal(2 * Regions * 3 + 8 * 3, spare.Exchange(3).Bytes);
            Assert.Equal(Scores(plain, features), Scores(spare, features));
        }
    }

    private static double[] Scores(ScopedScores scoped, Features features)
    {
        var scores = new double[Pools * Tasks];
        scoped.Score(Samples.Problem(features), 0, Tasks, scores, Tasks);
        return scores;
    }

    private static Features Round()
    {
        Features features = Samples.Round(1, Tasks, Pools);
        for (int i = 0; i < Tasks; i++) features.TaskRegion[i] = i % Regions;
        for (int j = 0; j < Pools; j++) features.PoolRegion[j] = j / 3;
        return features;
    }
}
