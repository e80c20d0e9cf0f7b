using Economy.World.Tick.Perform;

namespace Economy.World.Tick.Post;

/// <summary>
/// Spreads what each subsystem takes over of its visitors' payments over them in proportion, exact to the unit: after each visitor the sum
/// is the proportional part of the payments so far, rounded down. Nobody is relieved of more than it pays.
/// </summary>
internal sealed class Relief(int subsystems)
{
    private readonly long[] paid = new long[subsystems];
    private readonly long[] relieved = new long[subsystems];
    private long[] total = [], covered = [];

    /// <summary>Begins a tick.</summary>
    public void Begin(Attendance attendance)
    {
        (total, covered) = (attendance.Paid, attendance.Covered);
        paid.AsSpan().Clear();
        relieved.AsSpan().Clear();
    }

    /// <summary>Whether no subsystem takes over anything.</summary>
    public bool IsNone => !covered.AsSpan().ContainsAnyExcept(0L);

    /// <summary>What the subsystem takes over of the next visitor's payment, minor units.</summary>
    public long Of(int subsystem, long payment)
    {
        if (covered[subsystem] == 0) return 0;
        paid[subsystem] += payment;
        var due = (long)((Int128)covered[subsystem] * paid[subsystem] / total[subsystem]);
        var now = due - relieved[subsystem];
        relieved[subsystem] = due;
        return now;
    }
}
