using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Post;

/// <summary>What subsystems with an account pay to staff, are granted by the treasury, and leave behind when they close.</summary>
internal sealed class PlaceMoney(WorldModel world, TickState tick)
{
    private static readonly TokenId Money = TokenId.Currency;
    private readonly long[] due = new long[world.Subsystems.Length], paid = new long[world.Subsystems.Length], held = new long[world.Subsystems.Length];
    private readonly bool anyWork = world.Employer.Any(employer => employer >= 0);
    private readonly bool anyLife = world.Subsystems.Any(s => s.Account?.Life is not null);

    /// <summary>Wages that each has paid in the tick, minor units.</summary>
    public long[] Wages { get; } = new long[world.Subsystems.Length];

    /// <summary>Grants of the treasury to each in the tick, less what it went back to the treasury with, minor units.</summary>
    public long[] Grants { get; } = new long[world.Subsystems.Length];

    /// <summary>What each has paid in the tick to visitors whom it cut off, minor units.</summary>
    public long[] PaidOut { get; } = new long[world.Subsystems.Length];

    /// <summary>
    /// Pays the wages of the tick: to each worker the wage times its hours, rounded down; where the employer's money does not go round, the same
    /// part of that to all, so that after each worker the sum is that part of the wages so far, rounded down.
    /// </summary>
    public void PayWages()
    {
        if (!anyWork) return;
        Wages.AsSpan().Clear();
        due.AsSpan().Clear();
        var (tasks, ppm) = (tick.Allocation.Tasks, tick.Outcomes.ServedPpm);
        for (var t = 0; t < tasks.Count; t++)
            if (EmployerOf(tasks[t]) is >= 0 and var k) due[k] += Wage(tasks[t], ppm[t]);
        for (var k = 0; k < held.Length; k++) (held[k], paid[k]) = (Math.Min(due[k], tick.Ledger[world.Chart.Subsystem(k), Money]), 0);
        tick.Journal.Open();
        for (var t = 0; t < tasks.Count; t++)
        {
            if (EmployerOf(tasks[t]) is not (>= 0 and var k) || due[k] == 0) continue;
            paid[k] += Wage(tasks[t], ppm[t]);
            var now = (long)((Int128)held[k] * paid[k] / due[k]) - Wages[k];
            tick.Journal.Move(world.Chart.Subsystem(k), world.Chart.Participant(tasks[t].Owner), Money, now, Instrument.Wage);
            Wages[k] += now;
        }
    }

    /// <summary>Pays out what those hold that close, then what the treasury has left for the others, in their order.</summary>
    public void Grant()
    {
        PaidOut.AsSpan().Clear();
        Grants.AsSpan().Clear();
        for (var k = 0; anyLife && k < Grants.Length; k++)
        {
            var standing = tick.Board.Terms[k].Standing;
            if (standing == Standing.Returned) Grants[k] = tick.Capital[k];
            if (standing is Standing.Bankrupt or Standing.Left) WindUp(k);
        }

        for (var k = 0; k < Grants.Length; k++)
        {
            if (tick.Rules.Subsystems[k].Account is not { } account || tick.Board.Terms[k].IsClosed) continue;
            Give(k, account.Grant);
            if (account.Life is { Rescue: > 0 } life && tick.Ledger[world.Chart.Subsystem(k), Money] < life.Below) Give(k, life.Rescue);
        }
    }

    private void Give(int subsystem, long grant)
    {
        var given = Math.Min(grant, tick.Ledger[AccountId.Treasury, Money]);
        if (given == 0) return;
        tick.Journal.Open();
        tick.Journal.Move(AccountId.Treasury, world.Chart.Subsystem(subsystem), Money, given, Instrument.Subsidy);
        Grants[subsystem] += given;
    }

    private void WindUp(int subsystem)
    {
        var (account, stranded) = (world.Chart.Subsystem(subsystem), tick.Attendance.Meetings[subsystem]?.Stranded ?? []);
        tick.Journal.Open();
        if (stranded.Count > 0 && tick.Rules.Subsystems[subsystem].Account!.Life!.Leftovers == LeftoverRule.Visitors)
        {
            var each = tick.Ledger[account, Money] / stranded.Count;
            foreach (var visitor in stranded) tick.Journal.Move(account, world.Chart.Participant(visitor), Money, each, Instrument.Liquidation);
            PaidOut[subsystem] = each * stranded.Count;
        }

        var left = tick.Ledger[account, Money];
        tick.Journal.Move(account, AccountId.Treasury, Money, left, Instrument.Subsidy);
        Grants[subsystem] -= left;
    }

    private int EmployerOf(in Actors.TaskProposal task) => task.IsSession ? world.Employer[task.Subsystem] : -1;

    private long Wage(in Actors.TaskProposal task, int ppm) => (long)(tick.Board.Terms[task.Subsystem].Wage * (task.Seconds / 3600.0 * (ppm / 1e6)));
}
