using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Boards;
using Economy.World.Randomness;
using Economy.World.Subsystems;

namespace Economy.World.Tick.Decide;

/// <summary>Turns attention into sessions with bids, and open jobs and assets in limited issue into bids, within free money.</summary>
internal sealed class Sessions(WorldModel world, ParticipantColumns state, Worth worth, Production production, Looking? looking)
{
    private readonly Attending attending = new(world, state);
    private readonly Assisting assisting = new(world);
    private readonly List<Claim> claims = [];
    private readonly double[] everything = new double[world.Subsystems.Length];
    private int nextJob;

    /// <summary>Finds the cell's first open job.</summary>
    public void Begin(Snapshot snapshot, int firstParticipant)
    {
        var (low, high) = (0, snapshot.OpenJobs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (snapshot.OpenJobs[middle].Owner < firstParticipant) low = middle + 1;
            else high = middle;
        }

        nextJob = low;
        looking?.Begin(snapshot);
    }

    /// <summary>Spreads the attention of the participant in <paramref name="row"/> over the subsystems it can see.</summary>
    public void Focus(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal, Span<double> seconds, Proposals proposals)
    {
        if (seconds.IsEmpty) return;
        Span<double> utility = stackalloc double[seconds.Length], served = stackalloc double[seconds.Length];
        var random = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.Focus, state.First + row, snapshot.Tick);
        var sight = snapshot.Sight(state.First + row);
        ReadOnlySpan<bool> shown = looking is null ? default : looking.Look(snapshot, type, row, proposals);
        for (var k = 0; k < utility.Length; k++)
        {
            var inView = type.Awareness >= 1 || random.NextDouble() < type.Awareness;
            if (looking is not null) inView |= shown[k];
            utility[k] = inView && !snapshot.Board.Terms[k].IsClosed && state.Preference[row * utility.Length + k] > 0 ? NetUtility(snapshot.Board.Terms[k], sight, type, row, k, marginal, out served[k])
                : double.NegativeInfinity;
        }

        if (world.SeesShown) looking!.Measure(utility, Unseen(snapshot, type, row, marginal), type.InformationCost, proposals);
        production.Add(utility, served);
        assisting.Help(type, utility, marginal, sight.Subsystems);
        attending.Spread(type, row, utility, seconds);
        for (var k = 0; k < seconds.Length; k++)
            seconds[k] = seconds[k] < type.MinimumSession ? 0 : (float)seconds[k];
        if (world.SeesFocus) proposals.Measure(world.TypeOf[state.First + row], attending.Measure(type, marginal, seconds));
    }

    /// <summary>Bids for sessions, open jobs and assets, highest first, each cut to what is still free.</summary>
    /// <param name="seconds">Attention by subsystem; set to 0 where there is no money for the session.</param>
    /// <returns>Money that is still free.</returns>
    public long Bid(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal, long free, Span<double> seconds, Proposals proposals)
    {
        claims.Clear();
        var sight = snapshot.Sight(state.First + row);
        for (var k = 0; k < seconds.Length; k++)
        {
            if (seconds[k] <= 0) continue;
            var length = assisting.SecondsOf(k, seconds[k]);
            var hours = length / 3600;
            var (terms, seen) = (snapshot.Board.Terms[k], sight.Subsystems[k]);
            var joy = state.Preference[row * seconds.Length + k] * hours * seen.Crowding * seen.Network;
            if (type.Mood is { } moods) joy *= moods.Factor(state.Mood[row * seconds.Length + k]);
            var utils = joy + marginal * (terms.Reward * sight.RewardFactor + terms.Wage - terms.Fee) * hours + marginal * production.OfSession(k, hours);
            var fee = (long)Math.Ceiling(terms.Fee * hours);
            claims.Add(new Claim(TaskSource.Session(k), MoneyUtility.WillingnessToPay(utils, marginal, free), fee, (float)length));
        }

        AddJobs(snapshot, state.First + row);
        AddIssues(snapshot, type, row, marginal, free);
        if (claims.Count > 1) claims.Sort(static (a, b) => a.Bid != b.Bid ? b.Bid.CompareTo(a.Bid) : a.Source.CompareTo(b.Source));
        foreach (var claim in claims)
        {
            var bid = Math.Min(claim.Bid, free - claim.Fee);
            if (bid < LeastBid(snapshot, claim.Source))
            {
                if (claim.Source.What == TaskFor.Session) seconds[claim.Source.Row] = 0;
                continue;
            }

            var helped = claim.Source.What == TaskFor.Session ? assisting.Share(claim.Source.Row) : 0;
            proposals.Tasks.Add(new TaskProposal(state.First + row, claim.Source, bid, claim.Seconds) { Assistance = helped });
            free -= (IsPaidFor(snapshot, claim.Source) ? 0 : bid) + claim.Fee;
        }

        proposals.Attend(state.Attention[row], seconds);
        state.Histories?.Learn(row, seconds);
        return free;
    }

    /// <summary>What every place would be worth if all were in view.</summary>
    private ReadOnlySpan<double> Unseen(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal)
    {
        var sight = snapshot.Sight(state.First + row);
        for (var k = 0; k < everything.Length; k++)
            everything[k] = !snapshot.Board.Terms[k].IsClosed && state.Preference[row * everything.Length + k] > 0 ? NetUtility(snapshot.Board.Terms[k], sight, type, row, k, marginal, out _)
                : double.NegativeInfinity;
        return everything;
    }

    /// <summary>Whether the place bids for the compute of a session itself: nothing is set aside then, and the bid only says who wants in most.</summary>
    private static bool IsPaidFor(Snapshot snapshot, TaskSource source) =>
        source.What == TaskFor.Session && snapshot.Rules.Subsystems[source.Row].Account is { BidsItself: true };

    private static long LeastBid(Snapshot snapshot, TaskSource source) => source.What switch
    {
        TaskFor.Session => 0,
        TaskFor.Job => 1,
        _ => snapshot.Rules.Issues[source.Row].LeastBid,
    };

    private void AddJobs(Snapshot snapshot, int participant)
    {
        for (; nextJob < snapshot.OpenJobs.Count && snapshot.OpenJobs[nextJob].Owner <= participant; nextJob++)
        {
            var job = snapshot.OpenJobs[nextJob];
            if (job.Owner == participant)
                claims.Add(new Claim(TaskSource.Job(nextJob), job.Bid(world.TickSeconds), 0, (float)job.SecondsIn(world.TickSeconds)));
        }
    }

    /// <summary>A bid for each further unit, at what it is worth beside those held and asked for.</summary>
    private void AddIssues(Snapshot snapshot, ParticipantTypeSpec type, int row, double marginal, long free)
    {
        for (var i = 0; i < world.Issues.Count; i++)
        {
            var issue = snapshot.Rules.Issues[i];
            var participant = state.First + row;
            if (!issue.MayAsk[world.TypeOf[participant]] || issue.UnitsAt(snapshot.Tick) == 0) continue;
            if (looking?.IsHidden(issue.Asset) == true) continue;
            var held = snapshot.Holdings(WorldModel.Token(issue.Asset))[participant];
            for (var unit = 0; unit < issue.Spec.PerBuyer; unit++)
            {
                var bid = worth.Of(type, new(row, issue.Asset, held + unit), marginal, snapshot.Sight(participant).Rent[issue.Asset], free);
                if (bid < issue.LeastBid) break;
                claims.Add(new Claim(TaskSource.Issue(i), bid, 0, 0));
            }
        }
    }

    /// <summary>Utils per hour: what was seen last tick, own and public, less what compute and fees cost, plus rewards.</summary>
    private double NetUtility(in SubsystemTerms terms, Sight sight, ParticipantTypeSpec type, int row, int subsystem, double marginal, out double served)
    {
        ref readonly var seen = ref sight.Subsystems.ItemRef(subsystem);
        var own = state.Experience[row * state.Subsystems + subsystem];
        var service = seen.Reputation > 0 ? type.LocalInformation * own + (1 - type.LocalInformation) * seen.Reputation
            : type.LocalInformation * own + (1 - type.LocalInformation) * seen.Service * seen.Quality;
        var enjoyed = state.Preference[row * state.Subsystems + subsystem] * service * seen.Crowding * seen.Network;
        if (type.Mood is { } moods) enjoyed *= moods.Factor(state.Mood[row * state.Subsystems + subsystem]);
        served = seen.Quality > 0 ? service / seen.Quality : seen.Service;
        var cost = seen.ComputePrice + (terms.Fee - terms.Reward * sight.RewardFactor - terms.Wage) * served;
        return enjoyed - marginal * cost;
    }

    private readonly record struct Claim(TaskSource Source, long Bid, long Fee, float Seconds);
}
