using System.Collections.Immutable;
using Economy.World.Actors;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Allocate;

/// <summary>
/// Who is let in where more ask than there are places: those whose sessions bid most, the lower number first where bids are equal, so that
/// it does not depend on how participants are cut into cells. Who is refused is served nothing and pays nothing; the time that it set aside
/// is lost, as that of any session that is not served.
/// </summary>
/// <param name="subsystems">Number of subsystems.</param>
internal sealed class Admission(int subsystems)
{
    private readonly List<(long Bid, int Owner, int Task)>[] asking = [.. Enumerable.Range(0, subsystems).Select(_ => new List<(long, int, int)>())];
    private bool[] refused = [];
    private bool anyRefused;

    /// <summary>Participants who asked for a session in each subsystem that has a limit; 0 where there is none.</summary>
    public int Asked(int subsystem) => asking[subsystem].Count;

    /// <summary>Whether the task in a row is a session that was refused.</summary>
    public bool IsRefused(int task) => anyRefused && refused[task];

    /// <summary>Lets in and refuses, before compute is allocated.</summary>
    /// <param name="terms">The places of each subsystem, as it has published them.</param>
    /// <param name="tasks">The tick's tasks.</param>
    public void Decide(ImmutableArray<SubsystemTerms> terms, TaskList tasks)
    {
        anyRefused = false;
        foreach (var all in asking) all.Clear();
        if (!terms.Any(t => t.IsLimited)) return;
        if (refused.Length < tasks.Count) refused = new bool[tasks.Count + tasks.Count / 8];
        refused.AsSpan().Clear();
        for (var t = 0; t < tasks.Count; t++)
        {
            ref readonly var task = ref tasks[t];
            if (task.IsSession && terms[task.Subsystem].IsLimited) asking[task.Subsystem].Add((task.Bid, task.Owner, t));
        }

        for (var k = 0; k < terms.Length; k++)
            if (terms[k].IsLimited && asking[k].Count > terms[k].Places) Refuse(asking[k], (int)terms[k].Places);
    }

    private void Refuse(List<(long Bid, int Owner, int Task)> all, int places)
    {
        anyRefused = true;
        all.Sort(static (a, b) => a.Bid != b.Bid ? b.Bid.CompareTo(a.Bid) : a.Owner.CompareTo(b.Owner));
        for (var i = places; i < all.Count; i++) refused[all[i].Task] = true;
    }
}
