using Economy.Core.Books;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Core.State;
using Economy.World.Boards;
using Economy.World.Interventions;
using Economy.World.Money;
using Economy.World.Views;

namespace Economy.World.Tick.Observe;

/// <summary>8 Observe: measures the economy, lets every observer write its rows, and makes the board of the next tick.</summary>
internal sealed class ObserveStep : IStep, IResumable
{
    private readonly IRunSink rows;
    private readonly Measures measures;
    private readonly Calendar calendar;
    private readonly List<(Observer Kind, Observation Rows)> observations = [];
    private readonly ObservedTick observed;
    private readonly int longestDelay;
    private readonly Scenario founded;   // Which observers there are follows from it and from the calendar.
    private TickRow last;

    public ObserveStep(TickState tick, IRunSink rows, int threads)
    {
        var world = tick.World;
        this.rows = rows;
        measures = new Measures(world, threads);
        calendar = new Calendar(world);
        observed = new ObservedTick(tick, measures.Purchases, calendar);
        longestDelay = world.Types.Max(type => (type.View as IView)?.Delay ?? 0);
        founded = world.Scenario;
        Open(world, founded);
    }

    /// <inheritdoc />
    public void Run(TickState tick)
    {
        tick.Row = last = measures.Of(tick);
        tick.Showing?.Look(tick);
        foreach (var (kind, observation) in observations)
        {
            observation.Follow(observed);
            if (kind.Takes(tick.Tick, founded.Output)) observation.Observe(observed, rows);
        }

        tick.PoolPrices.Learn(tick);
        tick.Board = Next(tick);
    }

    /// <summary>Lets observers write what only the end can tell: which tick was the last, among others.</summary>
    public void Close()
    {
        foreach (var (kind, observation) in observations)
        {
            if (!kind.Takes(observed.Tick, founded.Output)) observation.Observe(observed, rows);
            observation.Close(observed, rows);
        }
    }

    /// <summary>Between two ticks: adds entries to the calendar that are in force from the next tick on.</summary>
    public void Intervene(TickState tick, IReadOnlyList<InterventionSpec> made)
    {
        tick.Board = tick.Board with { Rules = calendar.Add(made, tick.Tick + 1) };
        Open(tick.World, founded with { Calendar = calendar.Entries });
    }

    /// <summary>Sets those observers to work that a scenario has and that are not yet at work.</summary>
    private void Open(WorldModel world, Scenario scenario)
    {
        foreach (var kind in Observer.Of(scenario).Except(observations.Select(o => o.Kind)).ToList())
            if (kind is IObserver observer) observations.Add((kind, observer.Open(world)));
    }

    /// <inheritdoc />
    public void Save(BinaryWriter state)
    {
        state.WriteColumn<TickRow>([last]);
        state.WritePart(measures);
        state.WritePart(calendar);
        state.Write(observations.Count);
        foreach (IResumable observation in observations.Select(o => o.Rows))
        {
            using var own = new MemoryStream();
            observation.Save(new BinaryWriter(own));
            state.Write(observation.Kind);
            state.WriteColumn<byte>(own.ToArray());
        }
    }

    /// <summary>An observation that the saved run did not have begins anew; what only that run had is let go.</summary>
    public void Restore(BinaryReader state)
    {
        last = state.ReadColumn<TickRow>()[0];
        state.ReadPart(measures);
        state.ReadPart(calendar);
        for (var left = state.ReadInt32(); left > 0; left--)
        {
            var (kind, own) = (state.ReadString(), state.ReadColumn<byte>());
            var observation = observations.Select(o => o.Rows).OfType<IResumable>().FirstOrDefault(o => o.Kind == kind);
            observation?.Restore(new BinaryReader(new MemoryStream(own)));
        }
    }

    /// <summary>
    /// The rules of the tick after the one that was restored. They differ from those that were saved where the calendar has other entries
    /// now.
    /// </summary>
    public Rules RulesAfterRestoring(TickState tick) =>
        calendar.At(tick.Tick + 1, last) is var now && now.IsSame(tick.Rules) ? tick.Rules : now;

    /// <summary>What everybody may see in the next tick, and the rules then in force.</summary>
    private Board Next(TickState tick)
    {
        var next = tick.Board with { Tick = tick.Tick, Rules = calendar.At(tick.Tick + 1, tick.Row),
            Past = tick.Board.Remember(longestDelay) };
        if (tick.Tick == 0) return next;
        return next with
        {
            RewardFactor = NextFactor(tick, tick.Row),
            BaseFee = tick.Trading.BaseFee,
            Subsystems = [.. tick.Outcomes.Subsystems],
            AssetPrice = [.. tick.Trading.Price],
            Indication = [.. tick.Trading.Indication],
            Rent = [.. tick.Posted.Rents.PerUnit],
            Quotes = [.. tick.Trading.Quotes],
            Resting = tick.Trading.Resting,
            Shown = tick.Showing?.Next(tick),
        };
    }

    /// <summary>A rule sees the last price index that there was.</summary>
    private double NextFactor(TickState tick, in TickRow row)
    {
        var factor = tick.Board.RewardFactor;
        if (row.MoneySupply == 0 || MoneyRules.Of(tick.Rules.Money) is not { } rule) return factor;
        var emigration = tick.Journal.Flows.Net(TokenId.Currency, Instrument.Estate, ChartOfAccounts.MintSector);
        var issued = row.Minted - row.Immigration - row.Burnt + emigration;
        return Math.Clamp(rule.Next(new MoneyFacts(factor, (double)issued / row.MoneySupply, measures.PriceLevel)), 0.001, 10);
    }
}
