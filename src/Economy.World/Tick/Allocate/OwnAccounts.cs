using Economy.Core.Books;
using Economy.World.Actors;

namespace Economy.World.Tick.Allocate;

/// <summary>
/// The bids of subsystems that bid for their visitors' compute on their own account, in the place of what visitors said. An hour is bid for at
/// what it earns the subsystem, the kept share of the fee, and what else it is worth to it; where the money that it holds does not go round the
/// hours of all whom it lets in, at money over hours. Bids are rounded down and never exceed its money together, so it can pay them.
/// </summary>
/// <param name="world">What stays fixed.</param>
internal sealed class OwnAccounts(WorldModel world)
{
    private readonly bool[] bids = [.. world.Subsystems.Select(s => s.Account is { BidsItself: true })];
    private readonly double[] hours = new double[world.Subsystems.Length], perHour = new double[world.Subsystems.Length];
    private readonly long[] left = new long[world.Subsystems.Length];
    private readonly List<Proposals> cells = [];

    /// <summary>Whether any subsystem bids itself.</summary>
    public bool Any { get; } = world.Subsystems.Any(s => s.Account is { BidsItself: true });

    /// <summary>The tasks of a tick with the subsystems' bids, cell by cell as they were.</summary>
    public IReadOnlyList<Proposals> Bid(TickState tick, TaskList tasks, Admission admission)
    {
        hours.AsSpan().Clear();
        for (var t = 0; t < tasks.Count; t++)
            if (Bids(tasks[t], admission.IsRefused(t))) hours[tasks[t].Subsystem] += tasks[t].Seconds / 3600.0;
        for (var k = 0; k < hours.Length; k++)
        {
            if (!bids[k]) continue;
            var account = tick.Rules.Subsystems[k].Account!;
            left[k] = tick.Ledger[world.Chart.Subsystem(k), TokenId.Currency];
            var worth = account.KeepShare * tick.Board.Terms[k].Fee + (account.HourValue ?? 0);
            perHour[k] = hours[k] > 0 ? Math.Min(worth, left[k] / hours[k]) : 0;
        }

        while (cells.Count < tasks.Cells) cells.Add(new Proposals(0));
        var row = 0;
        for (var c = 0; c < tasks.Cells; c++)
        {
            cells[c].Clear();
            foreach (ref readonly var task in tasks.Of(c)) cells[c].Tasks.Add(Bids(task, admission.IsRefused(row++)) ? Bid(task) : task);
        }

        return cells[..tasks.Cells];
    }

    private bool Bids(in TaskProposal task, bool isRefused) => task.IsSession && bids[task.Subsystem] && !isRefused;

    private TaskProposal Bid(in TaskProposal task)
    {
        var k = task.Subsystem;
        var bid = Math.Min(left[k], (long)(perHour[k] * (task.Seconds / 3600.0)));
        left[k] -= bid;
        return task with { Bid = bid };
    }
}
