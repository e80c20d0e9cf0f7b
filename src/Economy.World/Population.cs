using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Actors;
using Economy.World.Post;
using Economy.World.Randomness;

namespace Economy.World;

/// <summary>Who is there: endowment at the start, entry and exit as the run goes on.</summary>
internal sealed class Population(WorldModel world, Posting posting) : IResumable
{
    private readonly bool[] isActive = StartActive(world);
    private List<int>?[] byType = new List<int>?[world.Types.Length];
    private int entered = world.InitialParticipants;

    /// <summary>Active participants, ascending.</summary>
    public List<int> Active { get; } = [.. Enumerable.Range(0, world.InitialParticipants)];

    /// <summary>Money each participant started with, minor units.</summary>
    public long[] Endowment { get; } = new long[world.Participants];

    /// <summary>Gives everyone who is there from the start their holdings.</summary>
    public void Endow()
    {
        foreach (var i in Active) Endow(i);
    }

    /// <summary>Begins a tick: newcomers enter with their holdings.</summary>
    public void Begin(int tick, Snapshot snapshot)
    {
        snapshot.Tick = tick;
        var spec = world.Scenario.Population;
        if (spec.EntryRate > 0)
        {
            var random = new PhiloxStream(world.Scenario.Seed, Purpose.Churn, -1, tick);
            for (var time = random.Exponential(); time < spec.EntryRate && entered < world.Participants; time += random.Exponential())
            {
                Endow(entered);
                isActive[entered] = true;
                byType = new List<int>?[world.Types.Length];
                Active.Add(entered++);
            }
        }

        snapshot.Entered = entered;
        snapshot.Active = Active.Count;
    }

    /// <summary>Strikes off those who left.</summary>
    public void Leave(IReadOnlyList<Proposals> proposals)
    {
        var leavers = 0;
        foreach (var cell in proposals)
        {
            leavers += cell.Leavers.Count;
            foreach (var i in cell.Leavers.Span) isActive[i] = false;
        }

        if (leavers == 0) return;
        byType = new List<int>?[world.Types.Length];
        Active.RemoveAll(i => !isActive[i]);
    }

    /// <summary>Whether a participant has entered and not left.</summary>
    public bool IsActive(int participant) => isActive[participant];

    /// <summary>Active participants of a type, ascending.</summary>
    public IReadOnlyList<int> ActiveOf(int type) => byType[type] ??= Active.FindAll(i => world.TypeOf[i] == type);

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.Write(entered);
        state.WriteColumn<bool>(isActive);
        state.WriteColumn<long>(Endowment);
    }

    /// <inheritdoc />
    public void Restore(BinaryReader state)
    {
        entered = state.ReadInt32();
        state.ReadColumn<bool>(isActive);
        state.ReadColumn<long>(Endowment);
        byType = new List<int>?[world.Types.Length];
        Active.Clear();
        for (var i = 0; i < entered; i++) if (isActive[i]) Active.Add(i);
    }

    private static bool[] StartActive(WorldModel world)
    {
        var active = new bool[world.Participants];
        active.AsSpan(0, world.InitialParticipants).Fill(true);
        return active;
    }

    private void Endow(int participant)
    {
        var wealth = world.Types[world.TypeOf[participant]].Wealth;
        var random = new PhiloxStream(world.Scenario.Seed, Purpose.Endowment, participant, 0);
        Endowment[participant] = (long)Math.Floor(Draw(wealth, ref random) + 0.5);
        posting.Endow(participant, Endowment[participant]);
    }

    private static double Draw(WealthSpec wealth, ref PhiloxStream random) => wealth.Distribution switch
    {
        WealthDistribution.Equal => wealth.Mean,
        WealthDistribution.Exponential => wealth.Mean * random.Exponential(),
        WealthDistribution.Lognormal => wealth.Mean * random.LogNormal(-wealth.Shape * wealth.Shape / 2, wealth.Shape),
        WealthDistribution.Pareto => random.Pareto(wealth.Mean * (wealth.Shape - 1) / wealth.Shape, wealth.Shape),
        _ => throw new ArgumentOutOfRangeException(nameof(wealth)),
    };
}
