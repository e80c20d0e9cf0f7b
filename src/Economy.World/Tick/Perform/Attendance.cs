using Economy.Core.Books;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;

namespace Economy.World.Tick.Perform;

/// <summary>Who came to each subsystem in a tick, how well they were served, and what their presence does to one another.</summary>
internal sealed class Attendance(WorldModel world)
{
    private readonly double[] servedHours = new double[world.Subsystems.Length];
    private readonly double[] computeHours = new double[world.Subsystems.Length];
    private readonly double[] enjoyedHours = new double[world.Subsystems.Length];

    /// <summary>Participants with a session.</summary>
    public int[] Present { get; } = new int[world.Subsystems.Length];

    /// <summary>Participants who asked for a session and were refused.</summary>
    public int[] Refused { get; } = new int[world.Subsystems.Length];

    /// <summary>Attention given to it, hours: that of those who were refused too.</summary>
    public double[] Hours { get; } = new double[world.Subsystems.Length];

    /// <summary>Payments for the sessions' compute, minor units.</summary>
    public long[] Paid { get; } = new long[world.Subsystems.Length];

    /// <summary>What each subsystem takes over of <see cref="Paid"/>, minor units.</summary>
    public long[] Covered { get; } = new long[world.Subsystems.Length];

    /// <summary>Hours that are worked for each subsystem.</summary>
    public double[] Labour { get; } = new double[world.Subsystems.Length];

    /// <summary>Who came to places that meet their visitors one by one, and what became of them.</summary>
    public Receptions Receptions { get; } = new(world);

    /// <summary>What places that meet their visitors made of the tick, by row; null of the others.</summary>
    public Meeting?[] Meetings { get; } = new Meeting?[world.Subsystems.Length];

    /// <summary>Whether places with a line are kept for questions.</summary>
    public bool IsKept { get; set; }

    /// <summary>The places with a line as they were asked in the tick, by row; null of the others, and where nobody keeps them.</summary>
    public VisitInquiry?[] Kept { get; } = new VisitInquiry?[world.Subsystems.Length];

    /// <summary>Counts sessions and works out the factors that Perform applies.</summary>
    public void Take(TickState tick)
    {
        var (allocation, outcomes) = (tick.Allocation, tick.Outcomes);
        Present.AsSpan().Clear();
        Refused.AsSpan().Clear();
        Hours.AsSpan().Clear();
        servedHours.AsSpan().Clear();
        computeHours.AsSpan().Clear();
        enjoyedHours.AsSpan().Clear();
        Paid.AsSpan().Clear();
        Labour.AsSpan().Clear();
        for (var cell = 0; cell < allocation.Tasks.Cells; cell++) Count(tick, allocation.Tasks.Of(cell), allocation.Tasks.First(cell));
        Receptions.Begin(tick, Present);
        var visits = new Visits[Present.Length];
        for (var k = 0; k < visits.Length; k++)
        {
            var money = tick.Ledger[world.Chart.Subsystem(k), TokenId.Currency];
            visits[k] = new Visits(
                tick.Tick, (Place)tick.Rules.Subsystems[k], Present[k], tick.View.Active, Hours[k], servedHours[k], enjoyedHours[k],
                Paid[k], money,
                Places: tick.Board.Terms[k].Places, Refused: Refused[k]) { Scene = Receptions.Of(k), Labour = Labour[k], ComputeHours = computeHours[k] };
        }

        for (var k = 0; k < visits.Length; k++)
            Kept[k] = IsKept && visits[k].Rules is ServingPlace ? new VisitInquiry(Saved(tick.Subsystems[k]), visits[k]) : null;
        var answers = tick.Stage.Ask(tick.Tick, tick.Subsystems, visits);
        for (var k = 0; k < answers.Length; k++) (outcomes.Subsystems[k], Covered[k], Meetings[k]) = (Attended)answers[k];
        Receptions.End(tick, Meetings);
    }

    /// <summary>Counts the sessions of a cell, whose first task is in row <paramref name="first"/>.</summary>
    private void Count(TickState tick, ReadOnlySpan<TaskProposal> tasks, int first)
    {
        var admission = tick.Allocation.Admission;
        var payment = tick.Allocation.Payment[first..];
        ReadOnlySpan<int> servedPpm = tick.Outcomes.ServedPpm.AsSpan(first), enjoyedPpm = tick.Outcomes.EnjoyedPpm.AsSpan(first);
        for (var t = 0; t < tasks.Length; t++)
        {
            ref readonly var task = ref tasks[t];
            if (!task.IsSession) continue;
            var (k, hours, served, isRefused) = (task.Subsystem, task.Seconds / 3600.0, servedPpm[t] / 1e6, admission.IsRefused(first + t));
            if (isRefused) Refused[k]++;
            else Present[k]++;
            Hours[k] += hours;
            computeHours[k] += hours * (1.0 + task.Assistance);
            servedHours[k] += hours * served;
            enjoyedHours[k] += hours * (enjoyedPpm[t] / 1e6);
            Paid[k] += payment[t];
            if (!isRefused && world.Employer[k] is >= 0 and var employer)
                Labour[employer] += hours * (tick.Rules.Subsystems[k] is Place { NeedsNothing: true } ? 1 : served);
        }
    }

    private static byte[] Saved(IResumable place)
    {
        using var state = new MemoryStream();
        place.Save(new BinaryWriter(state));
        return state.ToArray();
    }
}
