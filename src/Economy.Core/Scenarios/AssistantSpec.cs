using Economy.Core.Kinds;

namespace Economy.Core.Scenarios;

/// <summary>
/// An assistant that does a part of participants' sessions for them, for compute instead of attention. With it a session of H hours takes (1 − s)·H
/// of attention, s the rate, and 1 + s·c times its compute: c is what the assistant needs for an hour that it saves, as a multiple of an hour's
/// compute. An hour of attention that is worth u without it is worth (u − s·c·p)/(1 − s) with it, p the price of an hour's compute; that is more
/// exactly where u > c·p, whatever s: where attention is worth more than the compute that replaces it. So the marginal rate of substitution is
/// c hours of compute for an hour of attention, and there it is made use of, place by place and tick by tick.
/// </summary>
public sealed record AssistantSpec
{
    [Key("Part s of a session that it does in the participant's place, where that is worth its compute. A session lasts a tick at most.", Min = 0, Max = 0.95)]
    public double Rate { get; init; } = 0.5;

    [Key("Compute c that it needs for an hour of attention that it saves, as a multiple of what an hour of the session needs.", Min = 0, Max = 1000,
        Changes = true)]
    public double Compute { get; init; } = 1;
}
