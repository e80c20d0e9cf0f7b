using System.Globalization;
using System.Text;
using Economy.Experiments.Explain;
using Economy.World;
using Economy.World.Tick.Allocate;

namespace Economy.Cli.Running;

/// <summary>A task's allocation in words and tables.</summary>
/// <param name="replayed">The tick.</param>
/// <param name="world">The world of the run.</param>
/// <param name="coin">Minor units in a coin.</param>
/// <param name="run">Name of the run.</param>
/// <param name="tick">The tick.</param>
internal sealed class ExplanationText(ReplayedTick replayed, WorldModel world, double coin, string run, int tick)
{
    private const int MostFeatures = 8;
    private const int ServedPpm = 990_000;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The tasks of the tick, a line each.</summary>
    public string Tasks()
    {
        var text = new StringBuilder($"{"task",6}  {"owner",8}  {"type",-12}  {"source",-24}  {"bid, coins",12}  {"served",8}  where\n");
        foreach (var task in replayed.Tasks)
        {
            var (served, where) = Served(task.Task);
            text.Append(string.Create(Plain,
                $"{task.Task,6}  {task.Owner,8}  {TypeOf(task),-12}  {task.Source,-24}  {task.Bid / coin,12:N2}  {served / 1e6,8:0.0 %}  {where}").TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One task in full.</summary>
    public string Of(int row)
    {
        var task = replayed.Tasks[row];
        var offers = replayed.Offers(row);
        var text = new StringBuilder();
        var wants = string.Join(", ", replayed.Demand(row).Select(d => string.Create(Plain, $"{d.Milli / 1000.0:0.###} {d.Resource}")));
        text.Append(Plain, $"{run}, tick {tick}, task {row}: {(task.Job is { } job ? $"job {job} ({task.Source})" : task.Source)} of participant {task.Owner} ({TypeOf(task)})\n");
        text.Append(Plain, $"bids {task.Bid / coin:N2} coins for {(wants.Length > 0 ? wants : "nothing that is scarce")}{(task.WaitTicks > 0 ? $", waiting for {task.WaitTicks} ticks" : "")}{(task.Reserve > 0 ? string.Create(Plain, $"; {task.Reserve / coin:N2} of them are the reserve price") : "")}\n\n");
        Pools(text, offers);
        Why(text, task, offers);
        foreach (var offer in offers.Where(o => o.Explanation is not null && o.Obstacle is null).Take(2)) Features(text, offer);
        Missing(text, task, offers);
        if (replayed.Place(row) is { } place) text.Append(VisitText.Of(place, task.Owner));
        return text.ToString();
    }

    private void Pools(StringBuilder text, IReadOnlyList<PoolOffer> offers)
    {
        text.Append($"  {"pool",-20}  {"value",12}  {"price",12}  {"surplus",12}  {"served",8}  {"paid",12}\n");
        foreach (var o in offers)
        {
            if (o.Obstacle is not null) text.Append($"  {o.Name,-20}  {o.Obstacle}\n");
            else text.Append(Plain,
                $"  {o.Name,-20}  {o.Score / coin,12:N2}  {o.Cost / coin,12:N2}  {o.Surplus / coin,12:N2}  {o.Ppm / 1e6,8:0.0 %}  {o.Paid / coin,12:N2}\n");
        }
    }

    private void Why(StringBuilder text, AllocatedTask task, IReadOnlyList<PoolOffer> offers)
    {
        var policy = world.Scenario.Allocation.Policy;
        var (served, where) = Served(task.Task);
        text.Append(Plain, $"\nServed {served / 1e6:0.0 %}{(where.Length > 0 ? $" ({where})" : "")} under {policy}, for {(offers.Sum(o => o.Paid) + (served > 0 ? task.Reserve : 0)) / coin:N2} coins. ");
        if (offers.All(o => o.Explanation is null))
            text.Append(replayed.Problem.Scores is null ? "The value of a pool is the bid: no model tells pools apart. "
                : "The value of a pool is the bid times the true quality of service there. ");
        if (offers.FirstOrDefault(o => o.Obstacle is null) is not { } best)
            text.Append("No pool may serve it: none open to it has what it needs.\n");
        else if (policy == "attention")
            text.Append(best.Surplus >= 0 ? $"{best.Name} leaves it the largest surplus.\n"
                : $"Even at {best.Name} the price is above what it is worth.\n");
        else text.Append($"{policy} finds no prices of its own where it needs none; those above are the ones charged.\n");
    }

    private void Features(StringBuilder text, PoolOffer offer)
    {
        var (explanation, schema) = (offer.Explanation!, replayed.SchemaOfScores!);
        var parts = schema.Task.Select((f, i) => ($"task {f.Name}", explanation.OfTask(i)))
            .Concat(schema.Pool.Select((f, i) => ($"pool {f.Name}", explanation.OfPool(i))))
            .Where(p => p.Item2 != 0).OrderByDescending(p => Math.Abs(p.Item2)).ToList();
        text.Append(Plain, $"\nAt {offer.Name} the model expects quality {explanation.Quality:0.000} = σ({explanation.Logit:0.000}): {string.Join(" + ", explanation.Heads.Select(h => string.Create(Plain, $"{h.Name} {h.Logit:0.000}")))}\n");
        text.Append(Plain, $"  {explanation.Baseline,8:+0.000;−0.000}  average task and pool\n");
        foreach (var (name, amount) in parts.Take(MostFeatures)) text.Append(Plain, $"  {amount,8:+0.000;−0.000}  {name}\n");
        if (parts.Count > MostFeatures)
            text.Append(Plain, $"  {parts.Skip(MostFeatures).Sum(p => p.Item2),8:+0.000;−0.000}  {parts.Count - MostFeatures} more features\n");
    }

    /// <summary>
    /// At each pool the bid at which it would break even at the prices as they were; and the least of some bids that is found to be served.
    /// </summary>
    private void Missing(StringBuilder text, AllocatedTask task, IReadOnlyList<PoolOffer> offers)
    {
        var open = offers.Where(o => o.Obstacle is null && o.Score > 0).ToList();
        if (Served(task.Task).Ppm >= ServedPpm || open.Count == 0) return;
        var bid = replayed.Problem.Bid[task.Task];
        text.Append("\nTo be served at these prices it would have had to bid\n");
        foreach (var o in open) text.Append(Plain, $"  {Math.Ceiling(o.Cost / o.Score * bid + task.Reserve) / coin,12:N2} coins at {o.Name}\n");
        var least = Math.Max(bid + 1, Math.Ceiling(open.Min(o => o.Cost / o.Score) * bid));
        for (var (tries, trial) = (0, least); tries < 40; tries++, trial = Math.Ceiling(trial * 1.05) + 1)
        {
            var had = replayed.Had(task.Task, trial);
            if (had.Sum(h => h.Ppm) < ServedPpm) continue;
            text.Append(Plain, $"Allocated again with a bid of {(trial + task.Reserve) / coin:N2} coins, all others unchanged, it is served {had.Sum(h => h.Ppm) / 1e6:0.0 %}: {Where(had)}.\n");
            return;
        }

        text.Append("Allocated again with bids up to seven times that, all others unchanged, it is not served in full: it lacks room, not money.\n");
    }

    private string TypeOf(AllocatedTask task) => world.Types[world.TypeOf[task.Owner]].Name;

    private (int Ppm, string Where) Served(int task)
    {
        var shares = replayed.Shares;
        List<(string, int)> parts = [];
        for (var at = shares.Start[task]; at < shares.Start[task + 1]; at++) parts.Add((replayed.NameOf(shares.Pool[at]), shares.Ppm[at]));
        return (parts.Sum(p => p.Item2), Where(parts));
    }

    private static string Where(IEnumerable<(string Pool, int Ppm)> parts) =>
        string.Join(", ", parts.OrderByDescending(p => p.Ppm).Select(p => string.Create(Plain, $"{p.Pool} {p.Ppm / 1e6:0.0 %}")));
}
