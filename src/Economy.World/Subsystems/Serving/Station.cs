using Economy.Core.State;

namespace Economy.World.Subsystems.Serving;

/// <summary>
/// A line before servers, stepped from event to event: somebody asks, is seated, is done, or gives up. Event times are exact but for the
/// rounding of doubles; ties go to those who are done, then to those who give up, then to the lower number. What is over is taken out when
/// a run ends, and what is not stays as it is: a visit may span any number of runs.
/// </summary>
/// <param name="discipline">Who is next.</param>
/// <param name="preempts">Whether who is to be served first takes the server of who is to be served later; the work done is kept.</param>
public sealed class Station(Discipline discipline, bool preempts = false) : IResumable
{
    private readonly List<Visit> open = [];
    private readonly PriorityQueue<Visit, (double, long)> line = new();
    private readonly PriorityQueue<Visit, (double, long)> patience = new();
    private readonly PriorityQueue<(Visit Visit, double Since), (double Time, long Number)> ending = new();
    private readonly PriorityQueue<int, (double, int)> free = new();
    private Visit?[] seated = [];
    private double[] paces = [];
    private long last;
    private int busy;

    /// <summary>The time up to which it has been run, seconds.</summary>
    public double Now { get; private set; }

    /// <summary>Visits in the line.</summary>
    public int Waiting { get; private set; }

    /// <summary>Visits that are not over, in the order in which they asked.</summary>
    public IReadOnlyList<Visit> Open => open;

    /// <summary>Time that servers were at work in the last run, summed over them, seconds.</summary>
    public double BusySeconds { get; private set; }

    /// <summary>Time for which there was a line in the last run, seconds.</summary>
    public double LinedSeconds { get; private set; }

    /// <summary>Goes on from <see cref="Now"/>.</summary>
    /// <param name="until">To when. What happens then happens in the next run.</param>
    /// <param name="servers">Work that each server does in a second; one that does none serves nobody.</param>
    /// <param name="arrivals">Those who ask from now until then, in this order.</param>
    /// <param name="room">How many may wait; who asks beyond that is refused.</param>
    /// <param name="over">Takes those that are over, in that order.</param>
    public void Run(double until, ReadOnlySpan<double> servers, IReadOnlyList<Visit> arrivals, long room, List<Visit> over)
    {
        (BusySeconds, LinedSeconds) = (0, 0);
        Man(servers);
        for (var next = 0; ;)
        {
            var (asks, quits, ends) = (next < arrivals.Count ? arrivals[next].Asked : double.PositiveInfinity, NextToQuit(), NextToEnd());
            var time = Math.Min(asks, Math.Min(quits, ends));
            if (!(time < until)) break;
            Pass(time);
            if (ends == time) Finish(over);
            else if (quits == time) GiveUp(over);
            else Ask(arrivals[next++], room, over);
            Seat();
        }

        Pass(until);
        foreach (var visit in seated) if (visit is not null) Work(visit);
        open.RemoveAll(visit => visit.IsOver);
    }

    /// <summary>Takes out the visits of some owners; between two runs.</summary>
    /// <param name="owners">Those of them that have left, or all where the place has closed.</param>
    /// <param name="over">Takes the visits.</param>
    /// <param name="how">What becomes of them.</param>
    public void CutOff(Predicate<int> owners, List<Visit> over, VisitState how = VisitState.CutOff)
    {
        foreach (var visit in open)
        {
            if (!owners(visit.Owner)) continue;
            if (visit.State == VisitState.Waiting) Waiting--;
            End(visit, how, over);
        }

        open.RemoveAll(visit => visit.IsOver);
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(Now);
        state.Write(last);
        state.Write(open.Count);
        foreach (var visit in open) visit.Save(state);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        (Now, last, Waiting) = (state.ReadDouble(), state.ReadInt64(), 0);
        open.Clear();
        for (var left = state.ReadInt32(); left > 0; left--)
        {
            open.Add(Visit.Read(state));
            if (open[^1].State == VisitState.Waiting) Waiting++;
        }
    }

    /// <summary>Servers as they are from now on; who was at one that is gone is back in the line, where its number puts it.</summary>
    private void Man(ReadOnlySpan<double> servers)
    {
        line.Clear();
        patience.Clear();
        ending.Clear();
        free.Clear();
        (paces, seated, busy, Waiting) = (servers.ToArray(), new Visit?[servers.Length], 0, 0);
        foreach (var visit in open)
        {
            if (visit.State == VisitState.Served && visit.Server < paces.Length && paces[visit.Server] > 0) Begin(visit, visit.Server);
            else Enlist(visit);
        }

        for (var s = 0; s < paces.Length; s++) if (seated[s] is null && paces[s] > 0) free.Enqueue(s, (-paces[s], s));
        Seat();
    }

    private void Ask(Visit visit, long room, List<Visit> over)
    {
        (visit.Number, visit.Left, visit.Ahead) = (++last, visit.Work, Waiting + busy);
        if (free.Count == 0 && Waiting >= room)
        {
            End(visit, VisitState.Refused, over);
            return;
        }

        open.Add(visit);
        Enlist(visit);
    }

    private void Enlist(Visit visit)
    {
        visit.State = VisitState.Waiting;
        Waiting++;
        line.Enqueue(visit, KeyOf(visit));
        if (double.IsNaN(visit.Started) && visit.GivesUp < double.PositiveInfinity) patience.Enqueue(visit, (visit.GivesUp, visit.Number));
    }

    /// <summary>Fills free servers, the fastest first, with who is next; then, where it may, takes servers away from who can wait.</summary>
    private void Seat()
    {
        while (NextInLine() is { } next)
        {
            if (!free.TryDequeue(out var server, out _))
            {
                if (!preempts || Last() is not { } victim || KeyOf(next).CompareTo(KeyOf(victim)) >= 0) return;
                Work(victim);
                (server, seated[victim.Server]) = (victim.Server, null);
                busy--;
                Enlist(victim);
            }

            line.Dequeue();
            Waiting--;
            if (double.IsNaN(next.Started)) next.Started = Now;
            Begin(next, server);
        }
    }

    private void Begin(Visit visit, int server)
    {
        (visit.State, visit.Server, visit.Since, seated[server]) = (VisitState.Served, server, Now, visit);
        busy++;
        ending.Enqueue((visit, Now), (Now + visit.Left / paces[server], visit.Number));
    }

    private void Finish(List<Visit> over)
    {
        var visit = ending.Dequeue().Visit;
        visit.Left = 0;
        seated[visit.Server] = null;
        busy--;
        free.Enqueue(visit.Server, (-paces[visit.Server], visit.Server));
        End(visit, VisitState.Finished, over);
    }

    private void GiveUp(List<Visit> over)
    {
        Waiting--;
        End(patience.Dequeue(), VisitState.GaveUp, over);
    }

    private void End(Visit visit, VisitState how, List<Visit> over)
    {
        (visit.State, visit.Ended) = (how, Now);
        over.Add(visit);
    }

    /// <summary>The one at a server that can wait longest.</summary>
    private Visit? Last()
    {
        Visit? worst = null;
        foreach (var visit in seated)
            if (visit is not null && (worst is null || KeyOf(visit).CompareTo(KeyOf(worst)) > 0)) worst = visit;
        return worst;
    }

    private Visit? NextInLine()
    {
        while (line.TryPeek(out var visit, out _))
        {
            if (visit.State == VisitState.Waiting) return visit;
            line.Dequeue();
        }

        return null;
    }

    private double NextToQuit()
    {
        while (patience.TryPeek(out var visit, out var key))
        {
            if (visit.State == VisitState.Waiting && double.IsNaN(visit.Started)) return Math.Max(Now, key.Item1);
            patience.Dequeue();
        }

        return double.PositiveInfinity;
    }

    private double NextToEnd()
    {
        while (ending.TryPeek(out var service, out var key))
        {
            if (service.Visit.State == VisitState.Served && service.Visit.Since == service.Since) return key.Time;
            ending.Dequeue();
        }

        return double.PositiveInfinity;
    }

    private void Pass(double time)
    {
        BusySeconds += (time - Now) * busy;
        if (Waiting > 0) LinedSeconds += time - Now;
        Now = time;
    }

    /// <summary>Counts the work done on a visit until now.</summary>
    private void Work(Visit visit)
    {
        visit.Left = Math.Max(0, visit.Left - (Now - visit.Since) * paces[visit.Server]);
        visit.Since = Now;
    }

    private (double, long) KeyOf(Visit visit) => discipline switch
    {
        Discipline.Priority => (visit.Class, visit.Number),
        Discipline.EarliestDeadline => (visit.Deadline, visit.Number),
        _ => (0, visit.Number),
    };
}
