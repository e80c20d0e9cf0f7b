using Economy.Attention;

namespace Economy.Tests.Attention;

/// <summary>A problem that is posed stays what it is.</summary>
public class PosedProblemTests
{
    [Fact]
    public void No_policy_changes_the_problem_it_is_given() => Problems.Check((problem, policy) =>
    {
        var before = Text(problem);
        Problems.Allocate(problem, policy);
        Assert.Equal(before, Text(problem));
    }, runs: 20);

    [Fact]
    public void Another_belief_is_another_problem_over_the_same_tasks()
    {
        var rows = Two();
        var scores = new GivenScores([1, 2, 3, 4]);
        var near = rows.Under(new Belief { Scores = scores, Temperature = 0.5, Eligible = [0b01, 0b10] });
        Assert.True(near.MayServe(0, 0) && !near.MayServe(0, 1) && near.MayServe(1, 1));
        Assert.Equal((scores, 0.5), (near.Scores, near.Temperature));
        Assert.True(rows.MayServe(0, 1) && rows.Scores is null && rows.Temperature is null);
        var anywhere = near.Under(new Belief());
        Assert.True(anywhere.MayServe(0, 1) && anywhere.Scores is null);
        Assert.Equal(rows.Bid, anywhere.Bid);
    }

    [Fact]
    public void Another_bid_leaves_the_problem_and_its_belief_as_they_were()
    {
        var posed = Two().Under(new Belief { Temperature = 0.5, Eligible = [0b01, 0b10] });
        var other = posed.Bidding(1, 99);
        Assert.Equal((20, 99), (posed.Bid[1], other.Bid[1]));
        Assert.Equal(posed.Eligible, other.Eligible);
        Assert.Equal(0.5, other.Temperature);
    }

    [Fact]
    public void A_posed_problem_takes_no_more_tasks() =>
        Assert.Throws<InvalidOperationException>(() => Two().Under(new Belief()).Add(3, 1, [1]));

    private static AllocationProblem Two()
    {
        var rows = new AllocationProblem(2, 1);
        rows.Add(1, 10, [100]);
        rows.Add(2, 20, [200]);
        return rows;
    }

    private static string Text(AllocationProblem p) => string.Join(' ', [
        p.Tasks, .. p.TaskId.Take(p.Tasks), .. p.Bid.Take(p.Tasks), .. p.DemandMilli.Take(p.Tasks * p.Resources), .. p.Indivisible.Take(p.Tasks), .. p.WaitTicks.Take(p.Tasks),
        .. p.Eligible.Take(p.Tasks * p.EligibleWords), .. p.CapacityMilli, .. p.PostedPrice, (object?)p.Scores, p.Temperature]);
}
