namespace Economy.World.Subsystems.Serving;

/// <summary>A place with a line in a tick that is over, which can be asked what became of a visit, and what would have.</summary>
/// <param name="before">The place's state when its visitors came, as it was saved.</param>
/// <param name="visits">Who came.</param>
public sealed class VisitInquiry(byte[] before, Visits visits)
{
    /// <summary>The place, as its rules were.</summary>
    public ServingPlace Place => (ServingPlace)visits.Rules;

    /// <summary>When the tick began, seconds since the beginning of the run.</summary>
    public double Begin => (visits.Tick - 1.0) * visits.Scene!.TickSeconds;

    /// <summary>Share of the compute that was served.</summary>
    public double Service => visits.Hours > 0 ? visits.Served / visits.Hours : 1;

    /// <summary>The visit of a participant as it stood at the end of the tick; null where it had none.</summary>
    public Visit? Of(int participant) => Of(participant, visits);

    /// <summary>The same with more servers, all else as it was.</summary>
    public Visit? WithMore(int participant, int servers) => Of(participant, visits with { Rules = Place.WithMore(servers) });

    /// <summary>The same with all of the compute, all else as it was.</summary>
    public Visit? WithCompute(int participant) => Of(participant, visits with { Served = visits.Hours });

    private Visit? Of(int participant, Visits asked)
    {
        var counter = new Counter((ServingPlace)asked.Rules);
        ((Core.State.IResumable)counter).Restore(new BinaryReader(new MemoryStream(before)));
        var over = ((Attended)counter.Answer(asked)).Meeting!.Over;
        return counter.UnderWay.Concat(over).LastOrDefault(visit => visit.Owner == participant);
    }
}
