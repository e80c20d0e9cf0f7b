using Economy.Chain.Settlement;

namespace Economy.Tests.Chain;

public sealed class BacklogTests
{
    [Theory]
    [InlineData(2, 1000, new[] { 1, 1 }, 1)] // ticks
    [InlineData(9, 10, new[] { 4, 6 }, 1)] // entries
    [InlineData(9, 10, new[] { 50 }, 0)] // the size of one tick is no bound
    public async Task What_there_is_no_room_for_waits_until_the_oldest_has_left(int ticks, long entries, int[] first, int next)
    {
        var backlog = new Backlog(ticks, entries);
        foreach (var size in first) backlog.Enter(size, CancellationToken.None);
        var entering = Task.Run(() => backlog.Enter(next, CancellationToken.None));
        await Assert.ThrowsAsync<TimeoutException>(() => entering.WaitAsync(TimeSpan.FromMilliseconds(100)));
        backlog.Leave();
        await entering.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Who_waits_is_let_go_when_it_is_cancelled()
    {
        var backlog = new Backlog(1);
        using var cancel = new CancellationTokenSource();
        backlog.Enter(1, cancel.Token);
        var entering = Task.Run(() => backlog.Enter(1, cancel.Token));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entering.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.ThrowsAny<OperationCanceledException>(() => new Backlog(1).Enter(1, cancel.Token));
    }
}
