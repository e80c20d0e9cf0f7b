namespace Economy.World.Subsystems.Serving;

/// <summary>
/// A place with a line and servers. Whoever has a session and no visit under way asks for one at a time drawn from the tick; whoever has one
/// goes on with it. A visit waits, is served, and may span ticks; its owner need not be there for that. What it was worth comes to its owner
/// in the tick in which it is over.
/// <para>Inside a tick events have their times. What is discretised: times of asking are uniform in the tick (exact for Poisson arrivals,
/// given their number); the pace of servers is that of the tick's compute, from its beginning to its end; and visitors see the tick
/// before. So a change of compute is felt up to a tick late.</para>
/// </summary>
/// <param name="founded">Its options when the run begins.</param>
public sealed class Counter(ServingPlace founded) : Subsystem(founded)
{
    private readonly Station station = new(founded.Order, founded.Preempts);
    private readonly List<Visit> followUps = [];
    private readonly Casebook? cases = founded.Casework is { } kept ? new(kept) : null;
    private double service = 1;
    private double quality = 1;

    /// <summary>Visits that are not over, in the order in which they asked.</summary>
    public IReadOnlyList<Visit> UnderWay => station.Open;

    /// <inheritdoc />
    protected override SubsystemState Serve(Visits visits) => base.Serve(visits) with { Quality = quality };

    /// <inheritdoc />
    protected override Meeting Meet(Visits visits, Scene scene)
    {
        var (rules, over) = ((ServingPlace)visits.Rules, new List<Visit>());
        var (from, until) = ((visits.Tick - 1.0) * scene.TickSeconds, (double)visits.Tick * scene.TickSeconds);
        if (visits.Hours > 0) service = visits.Served / visits.Hours;
        var (before, lateBefore) = (station.Open.Count, station.Open.Count(v => v.IsLateAt(from)));
        station.CutOff(scene.Left.Contains, over);
        followUps.RemoveAll(v => scene.Left.Contains(v.Owner));
        var arrivals = Arrivals(rules, visits.Tick, scene, from);
        var people = visits.Labour * 3600 / scene.TickSeconds;
        var paces = rules.Paces(service, people);
        station.Run(until, paces, arrivals, rules.Room ?? long.MaxValue, over);
        var (parts, delivered) = Home(rules, scene, over);
        Follow(rules, scene, visits.Tick, over, until);
        foreach (var visit in over) if (visit is { State: VisitState.Finished, Case: { } solved }) cases?.Add(solved);
        if (over.Count > 0) quality = over.Average(rules.Worth);
        var tally = Count(over) with
        {
            Before = before,
            Asked = arrivals.Count + visits.Refused,
            Refused = over.Count(v => v.State == VisitState.Refused) + visits.Refused,
            Missed = over.Count(v => v.Ended > v.Deadline) + station.Open.Count(v => v.IsLateAt(until)) - lateBefore,
            After = station.Open.Count,
            BusyHours = station.BusySeconds / 3600,
            IdleHours = Math.Max(0, paces.Count(p => p > 0) * (until - from) - station.BusySeconds) / 3600,
            WastedHours = station.LinedSeconds * (rules.Paces(1, people).Sum() - paces.Sum()) / 3600,
        };
        var (measure, value) = rules.Measure(tally);
        return new Meeting(parts, delivered, tally with { Measure = measure, Value = value }) 
        {
            Over = over, Goods = [.. parts.Select(part => part.EnjoyedPpm / 1e6)],
        };
    }

    /// <inheritdoc />
    protected override Meeting Close(Visits visits, Scene scene)
    {
        var (rules, over, before) = ((ServingPlace)visits.Rules, new List<Visit>(), station.Open.Count);
        foreach (var visit in station.Open) visit.Guest = -1;
        station.CutOff(scene.Left.Contains, over);
        station.CutOff(_ => true, over, VisitState.Closed);
        followUps.Clear();
        var tally = Count(over) with { Before = before, Asked = visits.Refused, Refused = visits.Refused };
        var (measure, value) = rules.Measure(tally);
        return new Meeting([], Home(rules, scene, over).Delivered, tally with { Measure = measure, Value = value })
        {
            Over = over, Stranded = [.. over.Where(v => v.State == VisitState.Closed).Select(v => v.Owner)],
        };
    }

    /// <inheritdoc />
    public override void Save(BinaryWriter state)
    {
        state.Write(service);
        state.Write(quality);
        station.Save(state);
        state.Write(followUps.Count);
        foreach (var visit in followUps) visit.Save(state);
        cases?.Save(state);
    }

    /// <inheritdoc />
    public override void Restore(BinaryReader state)
    {
        (service, quality) = (state.ReadDouble(), state.ReadDouble());
        station.Restore(state);
        followUps.Clear();
        for (var left = state.ReadInt32(); left > 0; left--) followUps.Add(Visit.Read(state));
        cases?.Restore(state);
    }

    /// <summary>Those who ask in a tick, by time: what follows on earlier visits, then guests without one under way.</summary>
    private List<Visit> Arrivals(ServingPlace rules, int tick, Scene scene, double from)
    {
        var underWay = new Dictionary<int, Visit>();
        foreach (var visit in station.Open) underWay[visit.Owner] = visit;
        foreach (var visit in followUps) underWay.TryAdd(visit.Owner, visit);
        List<Visit> asking = [.. followUps];
        followUps.Clear();
        foreach (var visit in station.Open) visit.Guest = -1;
        for (var g = 0; g < scene.Guests.Count; g++)
        {
            var guest = scene.Guests[g];
            if (!underWay.TryGetValue(guest.Participant, out var visit)) asking.Add(visit = Ask(rules, guest, tick, scene, from));
            visit.Guest = g;
            visit.Hours += guest.Seconds / 3600.0;
        }

        asking.Sort(static (a, b) => a.Asked != b.Asked ? a.Asked.CompareTo(b.Asked) : a.Owner.CompareTo(b.Owner));
        return asking;
    }

    /// <summary>Four draws a visit, used or not: what a place offers shifts no draw.</summary>
    private Visit Ask(ServingPlace rules, in Guest guest, int tick, Scene scene, double from)
    {
        var random = scene.Draws(rules.Name, guest.Participant, tick);
        var (when, of, work, patience) = (random.NextDouble(), random.NextDouble(), Exponential(ref random), Exponential(ref random));
        var asked = from + when * scene.TickSeconds;
        var classes = rules.AllClasses;
        var row = VisitClass.At(classes, of);
        var about = scene.Draws(rules.Name + "/case", guest.Participant, tick);
        var asking = cases?.Draw(ref about);
        var saved = asking is null ? 0 : rules.Casework!.Saving * cases!.Known(asking, rules.Casework.Beta);
        return new Visit
        {
            Owner = guest.Participant,
            Class = row,
            Asked = asked,
            Work = (classes[row].Work ?? rules.Work) * (rules.WorkSpread == Spread.None ? 1 : work) * (1 - saved),
            Case = asking,
            Deadline = classes[row].Deadline is { } deadline ? asked + deadline : double.PositiveInfinity,
            GivesUp = rules.Patience is { } mean ? asked + patience * mean : double.PositiveInfinity,
        };
    }

    private static double Exponential(ref Randomness.PhiloxStream random) => Randomness.Distributions.Exponential(ref random);

    /// <summary>What became of the guests' sessions, and of those of earlier ticks whose visits are over now.</summary>
    private static (SessionPart[] Parts, List<Delivery> Delivered) Home(ServingPlace rules, Scene scene, List<Visit> over)
    {
        var (parts, delivered) = (new SessionPart[scene.Guests.Count], new List<Delivery>());
        for (var g = 0; g < parts.Length; g++) parts[g] = new(scene.Guests[g].ServedPpm, SessionPart.Open);
        foreach (var visit in over)
        {
            if (visit.State == VisitState.CutOff) continue;
            var (ppm, now) = ((int)(rules.Worth(visit) * 1e6), 0.0);
            if (visit.Guest >= 0)
            {
                now = scene.Guests[visit.Guest].Seconds / 3600.0;
                parts[visit.Guest] = new(visit.State == VisitState.Refused ? 0 : scene.Guests[visit.Guest].ServedPpm, ppm);
            }

            if (visit.Hours > now) delivered.Add(new Delivery(visit.Owner, scene.Row, visit.Hours - now, ppm));
        }

        return (parts, delivered);
    }

    private void Follow(ServingPlace rules, Scene scene, int tick, List<Visit> over, double now)
    {
        foreach (var visit in over)
        {
            if (visit.State is VisitState.CutOff) continue;
            var random = scene.Draws(rules.Name + "/follow-up", visit.Owner, tick);
            if (rules.FollowUp(visit, random.NextDouble(), now) is { } next) followUps.Add(next);
        }
    }

    private static Tally Count(List<Visit> over)
    {
        var waits = over.Where(v => !double.IsNaN(v.Started) && v.State == VisitState.Finished).Select(v => v.Started - v.Asked).ToList();
        var response = over.Where(v => v.State == VisitState.Finished).Select(v => v.Ended - v.Asked).Order().ToList();
        return new Tally
        {
            Finished = response.Count,
            GaveUp = over.Count(v => v.State == VisitState.GaveUp),
            CutOff = over.Count(v => v.State is VisitState.CutOff or VisitState.Closed),
            MeanWait = waits.Count == 0 ? double.NaN : waits.Average(),
            Response50 = Tally.Quantile(response, 0.5),
            Response95 = Tally.Quantile(response, 0.95),
            Response99 = Tally.Quantile(response, 0.99),
        };
    }
}
