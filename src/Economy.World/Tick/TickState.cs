using Economy.Core.Books;
using Economy.Core.Records;
using Economy.World.Actors;
using Economy.World.Boards;
using Economy.World.Money;
using Economy.World.Recommenders.Ads;
using Economy.World.Stage;
using Economy.World.Subsystems;
using Economy.World.Subsystems.Serving;
using Economy.World.Tick.Allocate;
using Economy.World.Tick.Decide;
using Economy.World.Tick.Perform;
using Economy.World.Tick.Post;
using Economy.World.Tick.Trade;

namespace Economy.World.Tick;

/// <summary>
/// What the steps of a tick hand on: the books and who is there, which stay from tick to tick, the board that the tick begins with, and
/// what each step has made of it so far.
/// </summary>
/// <param name="world">What stays fixed.</param>
/// <param name="stage">Where participants and institutions are played.</param>
/// <param name="keepEntries">Whether the entries of the journal are kept for a sink.</param>
/// <param name="threads">Threads that may hash the journal.</param>
internal sealed class TickState(WorldModel world, IStage stage, bool keepEntries, int threads)
{
    private static readonly IReadOnlyList<Proposals> Nothing = [];

    /// <summary>What stays fixed.</summary>
    public WorldModel World => world;

    /// <summary>Where participants and institutions are played.</summary>
    public IStage Stage => stage;

    /// <summary>Balances of every account.</summary>
    public Ledger Ledger { get; } = new(world.Chart.Count, world.Assets.Length + 1);

    /// <summary>The journal of the tick, open until it is settled.</summary>
    public Journal Journal => field ??= new Journal(
        Ledger, world.Chart, keepEntries, threads, world.SeesCounterparties);

    /// <summary>Who takes part.</summary>
    public Population Population { get; } = new(world);

    /// <summary>Compute jobs on their way.</summary>
    public JobTable Jobs { get; } = new(world);

    /// <summary>The subsystems, by row.</summary>
    public Subsystem[] Subsystems { get; } = [.. world.Subsystems.Select(s => ((Place)s).Found())];

    /// <summary>Prices of the pools, and the owners who set some of them.</summary>
    public PoolPrices PoolPrices { get; } = new(world);

    /// <summary>What recommenders learn; null where there are neither recommenders nor friends.</summary>
    public Showing? Showing { get; } = world.HasShown ? new(world) : null;

    /// <summary>Campaigns of those who advertise; null where nobody does.</summary>
    public CampaignBook? Campaigns { get; } = world.Campaigns.Count > 0 ? new(world.Campaigns) : null;

    /// <summary>What sessions ask for where that depends on what was served before.</summary>
    public StageNeeds Needs { get; } = new([.. world.Subsystems.Select(s => (s as Place)?.FirstNeeds)]);

    /// <summary>The treasury.</summary>
    public Treasury Treasury { get; } = new();

    /// <summary>The tick, from 1; 0 is the endowment.</summary>
    public int Tick { get; set; }

    /// <summary>What everybody may see in this tick.</summary>
    public Board Board { get; set; } = Board.First(world);

    /// <summary>The rules in force.</summary>
    public Rules Rules => Board.Rules;

    /// <summary>1 Open: what participants see.</summary>
    public Snapshot View => field ??= new Snapshot(world, Ledger);

    /// <summary>1 Open: what subsystems were founded with in the tick, minor units: by the mint when they entered, by the treasury when they returned.</summary>
    public long[] Capital { get; } = new long[world.Subsystems.Length];

    /// <summary>2 Decide: what every cell proposes, in order of participants.</summary>
    public IReadOnlyList<Proposals> Proposals { get; set; } = Nothing;

    /// <summary>3 Allocate: what was put before the allocator, and what it gave.</summary>
    public Allocation Allocation { get; set; } = null!;

    /// <summary>3 Allocate: the same as participants learn it.</summary>
    public Outcomes Outcomes { get; } = new(world);

    /// <summary>4 Perform: who came to each subsystem.</summary>
    public Attendance Attendance { get; set; } = null!;

    /// <summary>4 Perform: what it brought every cell.</summary>
    public IReadOnlyList<Results> Results { get; set; } = [];

    /// <summary>5 Trade: what the markets did.</summary>
    public TradingDay Trading { get; set; } = null!;

    /// <summary>6 Post: what subsystems and pools took in and paid out.</summary>
    public Posting Posted { get; set; } = null!;

    /// <summary>8 Observe: the economy as a whole.</summary>
    public TickRow Row { get; set; }
}
