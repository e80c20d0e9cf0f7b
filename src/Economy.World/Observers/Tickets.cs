using Economy.Core.Kinds;
using Economy.Core.Records;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick.Observe;

namespace Economy.World.Observers;

/// <summary>Visits one by one, for those who ask why one waited: what stood before it, who served it, and when it gave up.</summary>
[Kind("tickets", "each visit that was over, with its class, times and end, in places with a line")]
public sealed record Tickets : Observer<Tickets.Row>
{
    /// <summary>A visit that was over in a tick.</summary>
    [Table("tickets", "Each visit that was over, with its class, times and end, in places with a line.", IsLong = true)]
    [Chart("Time from asking to the end", "response_seconds")]
    public readonly record struct Row(
        [property: Column("tick", "Tick in which it was over.", Key = true)] int Tick,
        [property: Column("subsystem", "Name of the subsystem.", Key = true)] string Subsystem,
        [property: Column("visit", "Its number among the visits there, in the order in which they asked; 0 of one that was cut off before it asked.", Key = true)] long Visit,
        [property: Column("participant", "Whose visit it was.")] int Participant,
        [property: Column("class", "Its class.")] string Class,
        [property: Column("complaint", "1 if it followed on another visit, else 0.")] int Complaint,
        [property: Column("asked_seconds", "When it asked, since the beginning of the run.")] double Asked,
        [property: Column("ahead", "Visits that were there when it asked.")] int Ahead,
        [property: Column("wait_seconds", "Time until it was first served, or until it was over.")] double Wait,
        [property: Column("server", "Server that it was at last, from 0: staff, then assistants; -1 where it was at none.")] int Server,
        [property: Column("response_seconds", "Time from asking until it was over.")] double Response,
        [property: Column("work_seconds", "Work that it needed, seconds of a server of pace 1.")] double Work,
        [property: Column("done_share", "Part of it that was done.")] double Done,
        [property: Column("late_seconds", "Time by which it missed its deadline; 0 where it did not.")] double Late,
        [property: Column("end", "finished, gave-up, refused, cut-off where its owner left the economy, or closed where its place closed.")] string End);

    /// <inheritdoc />
    protected override IEnumerable<Row> Observe(ObservedTick tick)
    {
        if (tick.Tick == 0) return [];
        var world = tick.World;
        return from k in Enumerable.Range(0, world.Subsystems.Length).OrderBy(k => world.Subsystems[k].Name, StringComparer.Ordinal)
               where world.Subsystems[k] is ServingPlace
               let place = (ServingPlace)tick.Board.Rules.Subsystems[k]
               from visit in tick.State.Attendance.Meetings[k]!.Over.OrderBy(v => v.Number)
               select Of(tick.Tick, place, visit);
    }

    private static Row Of(int tick, ServingPlace place, Visit visit) => new(
        tick, place.Name, visit.Number, visit.Owner, place.AllClasses[visit.Class].Name, visit.IsFollowUp ? 1 : 0, visit.Asked, visit.Ahead,
        (double.IsNaN(visit.Started) ? visit.Ended : visit.Started) - visit.Asked, visit.Server, visit.Ended - visit.Asked, visit.Work,
        visit.State == VisitState.Refused ? 0 : visit.Done, Math.Max(0, visit.Ended - visit.Deadline), Word(visit.State));

    private static string Word(VisitState state) => state switch
    {
        VisitState.Finished => "finished",
        VisitState.GaveUp => "gave-up",
        VisitState.CutOff => "cut-off",
        VisitState.Closed => "closed",
        _ => "refused",
    };
}
