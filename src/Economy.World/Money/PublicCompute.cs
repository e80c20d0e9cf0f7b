using Economy.Core;
using Economy.Core.Books;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Money;

/// <summary>
/// Demand of the treasury for compute: in every tick it bids a part of its money for so much of a pool, beside all others, and takes what part of
/// it the allocator gives at the price that is found.
/// </summary>
[Kind("public-compute", "the treasury bids for compute at a pool, a part of its money in every tick")]
public sealed record PublicCompute : LevySpec, ILevy, IFitting
{
    [Key("The pool.")]
    public required string Pool { get; init; }

    [Key("Part of the treasury's money that it bids for all of what it asks for; it never pays more.", Unit = "share per tick", Min = 0, Max = 1,
        Changes = true)]
    public double Spend { get; init; } = 0.1;

    [Key("What it asks for, throughout the tick; any part of it will do.")]
    public ResourceVector Needs { get; init; } = new() { Cpu = 1 };

    /// <inheritdoc />
    public Instrument Instrument => Instrument.Compute;

    /// <inheritdoc />
    public bool Charges => false;

    /// <inheritdoc />
    public bool DemandsCompute => true;

    /// <inheritdoc />
    public bool Applies(Scenario scenario) => Spend > 0;

    /// <inheritdoc />
    public PublicTask? Task(in PublicMeans means) =>
        Dues.Part(Spend, means.Money) is var bid and > 0 ? new PublicTask(Pool, bid, Needs) : null;

    /// <inheritdoc />
    public IEnumerable<Misfit> Misfits(Scenario scenario)
    {
        var pool = scenario.Pools.FirstOrDefault(p => p.Name == Pool);
        if (pool is null)
            yield return new Misfit("pool", $"there is no pool called '{Pool}'", scenario.Pools.Count == 0 ? "a pool of the scenario; there is none"
                : $"one of {string.Join(", ", scenario.Pools.Select(p => p.Name))}", "add it to pools, or name another");
        foreach (var lacking in Enum.GetValues<Resource>().Where(r => Needs[r] > 0 && pool?.Capacity[r] == 0))
            yield return new Misfit($"needs.{Words.Kebab(lacking.ToString())}", $"'{Pool}' has none of it", "what the pool offers", "ask for less, or at another pool");
        if (scenario.Quality is not null)
            yield return new Misfit("", "how well pools serve is known of participants' tasks, not of the treasury's", "a scenario without quality", "remove one of the two");
    }
}
