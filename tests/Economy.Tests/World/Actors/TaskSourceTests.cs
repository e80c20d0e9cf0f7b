using System.Runtime.CompilerServices;
using Economy.World.Actors;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Actors;

public class TaskSourceTests
{
    [Fact]
    public void It_gives_back_what_it_was_made_of() => Prop.ForAll(Gen.Choose(0, (1 << 28) - 1).ToArbitrary(), row =>
    {
        Assert.Equal((TaskFor.Session, row), (TaskSource.Session(row).What, TaskSource.Session(row).Row));
        Assert.Equal((TaskFor.Job, row), (TaskSource.Job(row).What, TaskSource.Job(row).Row));
        Assert.Equal((TaskFor.Issue, row), (TaskSource.Issue(row).What, TaskSource.Issue(row).Row));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sessions_come_before_jobs_and_jobs_before_issues()
    {
        TaskSource[] ordered = [TaskSource.Session(0), TaskSource.Session(9), TaskSource.Job(0), TaskSource.Job(5_000_000), TaskSource.Issue(0), TaskSource.Issue(3)];
        Assert.Equal(ordered, ordered.Reverse().Order(Comparer<TaskSource>.Create((a, b) => a.CompareTo(b))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1 << 28)]
    public void A_row_that_does_not_fit_is_an_error(int row) => Assert.Throws<ArgumentOutOfRangeException>(() => TaskSource.Job(row));

    /// <summary>There may be millions of proposals in a tick.</summary>
    [Fact]
    public void A_proposal_takes_24_bytes() => Assert.Equal(24, Unsafe.SizeOf<TaskProposal>());
}
