using Economy.Attention.Numerics;
using Economy.Core.Scenarios;
using Economy.World.Actors;
using Economy.World.Behaviours;
using Economy.World.Blocks;
using Economy.World.Focus;
using Economy.World.Randomness;
using Economy.World.Views;

namespace Economy.World.Tick.Decide;

/// <summary>
/// Supply and derived demand of one participant at a time, where its type forms expectations. The price of each asset is expected to be
/// E ← E + speed·(p − E), p being what it could be sold for as it sees it (adaptive expectations: Nerlove 1958, "The dynamics of supply",
/// ch. 2). An hour then earns what it makes at what that is worth (the greater of own use and E·δ^w, w the ticks in which what it does not
/// keep for itself is sold, a lot a tick) less what it uses at what that costs (E and what is paid on top). An input is worth its share of what the hour earns
/// beyond the participant's other uses of it, θ·ln(1 + Σ exp(u/θ)) over those (the value of a choice under rational inattention: Matějka
/// and McKay 2015): the value of its marginal product (Hicks 1932, ch. 1).
/// </summary>
internal sealed class Production(WorldModel world, ParticipantColumns state, Worth worth)
{
    private const double MostUnits = 1e12;
    private const long MostMoney = long.MaxValue / 4;
    private readonly int[] marketOf = [.. world.Assets.Select(a => world.Markets.ToList().FindIndex(m => m.Asset == a.Name))];
    private readonly double[] margin = new double[world.Subsystems.Length];
    private readonly double[] full = new double[world.Subsystems.Length];
    private readonly double[] planned = new double[world.Subsystems.Length];
    private readonly double[] gain = new double[world.Assets.Length];
    private readonly double[] cost = new double[world.Assets.Length];
    private readonly double[] inputWorth = new double[world.Assets.Length];
    private readonly double[] inputPerTick = new double[world.Assets.Length];
    private readonly long[] held = new long[world.Assets.Length];
    private readonly double[] kept = new double[world.Assets.Length];
    private readonly bool[] supplies = new bool[world.Assets.Length];
    private ParticipantTypeSpec type = world.Types[0];
    private OrderCosts? costs;
    private double marginal;
    private int row;

    /// <summary>Whether what is made and used counts in the choice of the participant looked at.</summary>
    public bool Counts { get; private set; }

    /// <summary>Begins a tick.</summary>
    public void Begin(Snapshot snapshot) =>
        costs = new OrderCosts(snapshot.Rules.Money, snapshot.Rules.Levies, snapshot.Rules.Frictions, snapshot.Board.BaseFee);

    /// <summary>Turns to a participant: what it expects of prices, and what an hour earns by them.</summary>
    public void Turn(Snapshot snapshot, ParticipantTypeSpec itsType, int itsRow, double itsMarginal)
    {
        (type, row, marginal) = (itsType, itsRow, itsMarginal);
        Counts = type.ExpectationSpeed is not null && marginal > 0;
        if (!Counts) return;
        var participant = state.First + row;
        Expect(snapshot, participant, type.ExpectationSpeed!.Value);
        var rent = snapshot.Sight(participant).Rent;
        for (var a = 0; a < held.Length; a++)
        {
            held[a] = snapshot.Holdings(WorldModel.Token(a))[participant];
            var own = worth.Of(type, new(row, a, held[a]), marginal, rent[a], MostMoney);
            kept[a] = IsTraded(a) ? worth.Kept(type, new(row, a, 0), marginal, rent[a], Expected(a) * costs!.KeptOfPrice) : 0;
            gain[a] = IsTraded(a) ? Math.Max(own, Later(a, held[a]) * costs!.KeptOfPrice) : own;
            cost[a] = IsTraded(a) ? Expected(a) * (1 + costs!.PaidOnTop) + costs.FeePerUnit(1)
                : held[a] == 0 ? 0 : worth.Of(type, new(row, a, held[a] - 1), marginal, rent[a], MostMoney);
        }

        supplies.AsSpan().Clear();
        for (var k = 0; k < margin.Length; k++) margin[k] = Margin(k);
    }

    /// <summary>
    /// Adds to the utility of an hour in each subsystem what it earns with the inputs at hand, and finds out what more of them would be
    /// worth.
    /// </summary>
    /// <param name="utility">Utils per hour without it; −∞ where it is out of view.</param>
    /// <param name="served">Part of an hour that is expected to be served.</param>
    public void Add(Span<double> utility, ReadOnlySpan<double> served)
    {
        if (!Counts) return;
        inputWorth.AsSpan().Clear();
        inputPerTick.AsSpan().Clear();
        var usesInputs = false;
        for (var k = 0; k < full.Length; k++)
        {
            full[k] = utility[k] + marginal * served[k] * margin[k];
            usesInputs |= !double.IsNegativeInfinity(utility[k]) && Uses(k);
        }

        if (usesInputs) RationalInattention.Spread(full, state.Attention[row], type.InformationCost, planned);
        for (var k = 0; k < full.Length; k++)
        {
            if (!usesInputs || !Uses(k) || double.IsNegativeInfinity(utility[k]) || served[k] <= 0)
            {
                utility[k] = full[k];
                continue;
            }

            var hours = planned[k] < type.MinimumSession ? 0 : planned[k] / 3600 * served[k];
            utility[k] += marginal * served[k] * margin[k] * Feasible(k, hours);
            Want(k, hours, (full[k] - Alternative(k)) / (marginal * served[k]));
        }
    }

    /// <summary>What a session of so many served hours earns with the inputs at hand, minor units.</summary>
    public double OfSession(int subsystem, double hours) => Counts ? margin[subsystem] * hours * Feasible(subsystem, hours) : 0;

    /// <summary>
    /// A market as one who makes or uses the asset sees it. Inputs are wanted for the ticks until the next order and the one after it.
    /// </summary>
    /// <param name="view">The market as one sees it who does neither.</param>
    /// <param name="asset">The asset traded.</param>
    /// <param name="lotSize">Largest order.</param>
    /// <param name="chance">Probability of an order in a tick.</param>
    public MarketView See(in MarketView view, int asset, int lotSize, double chance)
    {
        if (!Counts) return view;
        var seen = view;
        var stock = (long)Math.Ceiling(Math.Min(MostUnits, inputPerTick[asset] * (1 + 1 / Math.Min(1, chance))));
        if (stock > seen.Held && Math.Min(seen.Free, inputWorth[asset]) is > 0 and var most)
        {
            var wanted = Math.Min(lotSize, stock - seen.Held);
            var bid = (long)((most - costs!.FeePerUnit(wanted)) / (1 + costs.PaidOnTop));
            if (bid > seen.BidValue) seen = seen with { BidValue = bid, Wanted = wanted };
        }

        if (seen.Held == 0) return seen;
        if (seen.Held - seen.Offered < stock && Math.Min(MostMoney, inputWorth[asset]) is > 0 and var needed)
            seen = seen with { AskValue = Math.Max(seen.AskValue, costs!.LeastAsk((long)needed)) };
        var later = supplies[asset] ? Later(asset, seen.Held) : 0;
        if (later <= seen.AskValue) return seen;
        return seen with { AskValue = (long)Math.Min(MostMoney, later), Offered = Math.Min(lotSize, seen.Held), IsForSale = true };
    }

    private bool IsTraded(int asset) => marketOf[asset] >= 0 && type.Trading is IBehaviour;

    private bool Uses(int subsystem) => !world.Recipes[subsystem].IsEmpty && world.Recipes[subsystem].UsesAny;

    private double Expected(int asset) => state.Expected[row * state.Assets + asset];

    /// <summary>What a unit fetches when the stock before it is sold, as far as that is not kept.</summary>
    private double Later(int asset, long stock)
    {
        var (discount, ticks) = (Worth.DiscountOf(type), Math.Max(0, stock - kept[asset]) / world.Markets[marketOf[asset]].LotSize);
        return ticks == 0 ? Expected(asset) : discount == 0 ? 0 : Expected(asset) * DeterministicMath.Pow(discount, ticks);
    }

    /// <summary>Each price as it is seen under the participant's view, and the way of its expectation towards it.</summary>
    private void Expect(Snapshot snapshot, int participant, double speed)
    {
        var (sight, eyes) = (snapshot.Sight(participant), type.View as IView);
        var noise = new PhiloxStream(world.SeedAt(snapshot.Tick), Purpose.View, participant, snapshot.Tick);
        for (var m = 0; m < world.Markets.Count; m++)
        {
            var asset = Array.IndexOf(marketOf, m);
            var seen = new PublicMarket(sight.Indication[asset], sight.Quotes[m].Bid, sight.Quotes[m].Ask);
            if (eyes is not null) seen = eyes.See(seen, ref noise);
            ref var expected = ref state.Expected[row * state.Assets + asset];
            expected = expected < 0 ? seen.LastPrice : (float)(expected + speed * (seen.LastPrice - expected));
        }
    }

    /// <summary>Money that a served hour earns with all its inputs; notes what the participant makes.</summary>
    private double Margin(int subsystem)
    {
        var recipe = world.Recipes[subsystem];
        if (recipe.IsEmpty || !(state.Preference[row * state.Subsystems + subsystem] > 0)) return 0;
        var sum = 0.0;
        for (var a = 0; a < held.Length; a++)
        {
            sum += recipe.Makes[a] * gain[a] - recipe.Uses[a] * cost[a];
            supplies[a] |= recipe.Makes[a] > 0 && IsTraded(a);
        }

        return sum;
    }

    /// <summary>Part of so many served hours for which there are inputs.</summary>
    private double Feasible(int subsystem, double hours)
    {
        var part = 1.0;
        var uses = world.Recipes[subsystem].Uses;
        for (var a = 0; a < uses.Length; a++)
            if (uses[a] * hours > 0) part = Math.Min(part, held[a] / (uses[a] * hours));
        return part;
    }

    /// <summary>What the inputs of a subsystem are worth, where an hour in it earns so much more than its other uses.</summary>
    private void Want(int subsystem, double hours, double surplus)
    {
        var uses = world.Recipes[subsystem].Uses;
        for (var a = 0; a < uses.Length; a++)
        {
            if (uses[a] == 0 || hours == 0) continue;
            inputWorth[a] = Math.Max(inputWorth[a], cost[a] + surplus / uses[a]);
            inputPerTick[a] += uses[a] * hours;
        }
    }

    /// <summary>Utils of an hour for which a subsystem is closed.</summary>
    private double Alternative(int subsystem)
    {
        var top = 0.0;
        for (var k = 0; k < full.Length; k++) if (k != subsystem) top = Math.Max(top, full[k]);
        var sum = DeterministicMath.Exp(-top / type.InformationCost);
        for (var k = 0; k < full.Length; k++)
            if (k != subsystem && !double.IsNegativeInfinity(full[k])) sum += DeterministicMath.Exp((full[k] - top) / type.InformationCost);
        return top + type.InformationCost * DeterministicMath.Log(sum);
    }
}
