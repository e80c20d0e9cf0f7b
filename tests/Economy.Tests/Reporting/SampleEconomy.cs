using Economy.Core.Books;
using Economy.Core.Prices;
using Economy.Core.Records;

namespace Economy.Tests.Reporting;

/// <summary>
/// A small economy with true books, for the tests of what becomes of them: three types of participant, four subsystems,
/// three pools, two assets. Its behaviour is drawn from thin air, its accounting is exact.
/// </summary>
internal sealed class SampleEconomy
{
    internal static readonly string[] Types = ["players", "creators", "investors"];
    internal static readonly string[] Pools = ["T4", "A10", "no-gpu"];
    internal static readonly string[] Resources = ["cpu", "gpu", "memory"];
    private readonly Random random = new(7);
    private readonly IRunSink sink;
    private readonly IJournalStore? journals;
    private readonly string[] subsystems;
    private readonly string[] assets;
    private readonly byte[] typeOf;
    private readonly ChartOfAccounts chart;
    private readonly Ledger ledger;
    private readonly Journal journal;
    private readonly long[] endowment;
    private readonly double[] utility;
    private readonly double[] price = [24_00, 310_00];
    private readonly long[] lastPrice = [24_00, 310_00];
    private readonly int[] sold = new int[2];
    private readonly int population;
    private long trades, lastSupply, lastTreasury;
    private readonly List<PriceRow> bought = [];
    private readonly PriceLevels prices = new();
    private long spent;

    internal SampleEconomy(IRunSink sink, int population, string hostile = "", IJournalStore? journals = null)
    {
        this.journals = journals;
        (this.sink, this.population) = (sink, population);
        subsystems = ["Arena" + hostile, "Plaza", "Bazaar", "Workshop"];
        assets = ["sword" + hostile, "land"];
        typeOf = [.. Enumerable.Range(0, population).Select(i => (byte)(i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2))];
        chart = new ChartOfAccounts(subsystems, Pools, Types, typeOf);
        ledger = new Ledger(chart.Count, 1 + assets.Length);
        journal = new Journal(ledger, chart, keepEntries: true);
        (endowment, utility) = (new long[population], new double[population]);
    }

    internal void Run(int ticks, bool settled)
    {
        Endow();
        Close(0, 0, settled, ticks);
        for (var tick = 1; tick <= ticks; tick++)
        {
            bought.Clear();
            spent = 0;
            Compute(tick);
            Activities(tick);
            var notional = Enumerable.Range(0, assets.Length).Sum(asset => Market(tick, asset));
            Policy();
            Close(tick, notional, settled, ticks);
        }

        for (var i = 0; i < population; i++) sink.Write(Participant(i));
    }

    private static TokenId Asset(int asset) => new((short)(asset + 1));

    private long Money(int participant) => ledger[chart.Participant(participant), TokenId.Currency];

    private long Wealth(int participant) =>
        Money(participant) + Enumerable.Range(0, assets.Length).Sum(a => ledger[chart.Participant(participant), Asset(a)] * lastPrice[a]);

    private void Endow()
    {
        for (var i = 0; i < population; i++)
        {
            journal.Open();
            endowment[i] = (long)(200_00 * (1 + 4 * typeOf[i]) * Math.Pow(1 - random.NextDouble(), -0.6));
            journal.Move(AccountId.Mint, chart.Participant(i), TokenId.Currency, endowment[i], Instrument.Endowment);
            journal.Move(AccountId.Mint, chart.Participant(i), Asset(0), 1 + random.Next(4), Instrument.Endowment);
            if (typeOf[i] == 2) journal.Move(AccountId.Mint, chart.Participant(i), Asset(1), 2, Instrument.Endowment);
        }
    }

    private void Pay(int participant, AccountId to, long amount, Instrument instrument) =>
        journal.Move(chart.Participant(participant), to, TokenId.Currency, Math.Min(amount, Money(participant)), instrument);

    private void Compute(int tick)
    {
        var wave = 0.6 + 0.5 * Math.Sin(tick / 8.0) + 0.15 * random.NextDouble();
        for (var pool = 0; pool < Pools.Length; pool++)
        {
            var before = ledger[chart.Provider(pool), TokenId.Currency];
            for (var i = pool; i < population; i += 5 + pool) Pay(i, chart.Provider(pool), (long)(30 * wave * (3 - pool) * (1 + random.NextDouble())), Instrument.Compute);
            var revenue = ledger[chart.Provider(pool), TokenId.Currency] - before;
            for (var i = 0; i < 10 && revenue >= 10; i++) journal.Move(chart.Provider(pool), chart.Participant(i * (population / 10)), TokenId.Currency, revenue / 10, Instrument.Dividend);
            spent += revenue;
            for (var r = 0; r < Resources.Length; r++)
            {
                var row = Allocation(tick, pool, r, wave, revenue);
                sink.Write(row);
                if (row.Allocated > 0) Buy(tick, "compute", $"{row.Pool} {row.Resource}", row.Allocated / 1000.0, row.Allocated / 1000.0 * row.Price);
            }
        }

        Service(tick, wave);
    }

    private void Service(int tick, double wave)
    {
        var full = Math.Clamp(1.4 - wave, 0.1, 1);
        sink.Write(new FairnessRow(tick, 100, (int)(40 * (1 - full)), full, 0.2 * (1 - full), full * full, 9, 1000 * full));
        foreach (var source in subsystems.Order(StringComparer.Ordinal))
        {
            foreach (var (pool, share) in Pools.Order(StringComparer.Ordinal).Zip([0.5, 0.3, 0.2]))
                sink.Write(new ServiceRow(tick, source, pool, 25 * full * share, 250 * full * share, (long)(90 * full * share)));
            if (full < 1) sink.Write(new ServiceRow(tick, source, "unserved", 25 * (1 - full), 250 * (1 - full), 0));
        }
    }

    private AllocationRow Allocation(int tick, int pool, int resource, double wave, long revenue)
    {
        var capacity = pool == 2 && resource == 1 ? 0 : 64_000L * (1 + 3 * pool) / (resource == 1 ? 8 : 1);
        var committed = (long)(capacity * 0.3 * Math.Min(1, wave));
        var demanded = (long)(capacity * wave * (1.3 - 0.3 * pool) * (1 + 0.1 * resource));
        var allocated = Math.Min(capacity - committed, (long)(demanded * 0.8));
        var dear = Math.Max(0, demanded - capacity) / (capacity + 1.0);
        return new(tick, Pools[pool], Resources[resource], capacity, committed, demanded, allocated, capacity == 0 ? double.NaN : (committed + allocated) / (double)capacity, 12.5 * dear * (1 + 9 * (resource & 1)), revenue);
    }

    private void Activities(int tick)
    {
        var pull = Math.Sin(tick / 15.0);
        for (var s = 0; s < subsystems.Length; s++)
        {
            var present = (int)(population * (0.3 - 0.05 * s + 0.08 * pull * (s % 2 == 0 ? 1 : -1) + 0.02 * random.NextDouble()));
            long reward = 0, fee = 0, burnt = 0;
            for (var n = 0; n < present; n++)
            {
                var i = random.Next(population);
                journal.Open();
                utility[i] += 1 + random.NextDouble();
                var earned = s is 0 or 3 ? (long)random.Next(40, 160) : 0;
                journal.Move(AccountId.Mint, chart.Participant(i), TokenId.Currency, earned, Instrument.Reward);
                var due = Math.Min(20 + 20 * s, Money(i));
                Pay(i, chart.Subsystem(s), due, Instrument.Fee);
                journal.Move(chart.Subsystem(s), AccountId.Mint, TokenId.Currency, due / 2, Instrument.Burn);
                journal.Move(chart.Subsystem(s), AccountId.Treasury, TokenId.Currency, due - due / 2, Instrument.Fee);
                spent += due;
                (reward, fee, burnt) = (reward + earned, fee + due, burnt + due / 2);
                if (s == 3 && n % 3 == 0) journal.Move(AccountId.Mint, chart.Participant(i), Asset(0), 1, Instrument.Production);
            }

            sink.Write(new SubsystemRow(tick, subsystems[s], present, present * 0.4, 1 - (0.3 - 0.05 * s) * Math.Max(0, pull), 1 - Math.Pow(present / (0.6 * population), 2), 1 + (s == 1 ? 0.5 * present / population : 0), present * 1.5, present * 0.1, present * 12, reward, fee, burnt));
        }
    }

    private long Market(int tick, int asset)
    {
        price[asset] *= Math.Exp(0.03 * (random.NextDouble() - 0.48));
        var clearing = (long)price[asset];
        long volume = 0, taxes = 0;
        for (var n = 0; n < population / (10 * (1 + 4 * asset)); n++)
        {
            var (buyer, seller) = (random.Next(population), random.Next(population));
            var quantity = Math.Min(1 + random.Next(2), ledger[chart.Participant(seller), Asset(asset)]);
            var tax = quantity * clearing / 50;
            if (buyer == seller || quantity == 0 || Money(buyer) < quantity * clearing + tax) continue;
            journal.Open();
            journal.Move(chart.Participant(buyer), chart.Participant(seller), TokenId.Currency, quantity * clearing, Instrument.Trade);
            journal.Move(chart.Participant(seller), chart.Participant(buyer), Asset(asset), quantity, Instrument.Delivery);
            journal.Move(chart.Participant(buyer), AccountId.Treasury, TokenId.Currency, tax, Instrument.TransactionTax);
            sink.Write(new TradeRow(tick, ++trades, assets[asset], buyer, seller, quantity, clearing, quantity * clearing, tax));
            (volume, taxes) = (volume + quantity, taxes + tax);
        }

        lastPrice[asset] = clearing;
        if (volume > 0)
        {
            Buy(tick, "assets", assets[asset], volume, clearing * volume);
            sold[asset] = tick;
        }

        sink.Write(new MarketRow(tick, assets[asset], volume * 2, volume + 5, volume, clearing, sold[asset] == 0 ? double.NaN : tick - sold[asset], clearing * volume, taxes, ledger.Supply(Asset(asset))));
        return clearing * volume;
    }

    private void Policy()
    {
        for (var i = 0; i < population; i++) Pay(i, AccountId.Mint, 6, Instrument.Burn);
        var share = ledger[AccountId.Treasury, TokenId.Currency] / 20 / population;
        for (var i = 0; i < population; i++) journal.Move(AccountId.Treasury, chart.Participant(i), TokenId.Currency, share, Instrument.Subsidy);
    }

    private void Close(int tick, long notional, bool settled, int ticks)
    {
        var (minted, burnt) = (0L, 0L);
        foreach (var instrument in Enum.GetValues<Instrument>())
        {
            var net = journal.Flows.Net(TokenId.Currency, instrument, 0);
            (minted, burnt) = (minted + Math.Max(0, -net), burnt + Math.Max(0, net));
        }

        WriteFlows(tick);
        foreach (var row in bought.OrderBy(p => p.Class, StringComparer.Ordinal).ThenBy(p => p.Good, StringComparer.Ordinal)) sink.Write(row);
        var level = prices.Of(bought);
        var spending = notional + spent;
        var (supply, treasury) = (ledger.Supply(TokenId.Currency), ledger[AccountId.Treasury, TokenId.Currency]);
        var mean = tick == 0 ? double.NaN : (lastSupply - lastTreasury + supply - treasury) / 2.0;
        (lastSupply, lastTreasury) = (supply, treasury);
        var money = Enumerable.Range(0, population).Select(Money).Order().ToArray();
        var wealth = Enumerable.Range(0, population).Select(Wealth).Order().ToArray();
        var wave = Math.Sin(tick / 8.0);
        sink.Write(new TickRow(
            tick, population, supply, minted, 0, burnt, treasury, 0, notional, spending, mean, notional / mean, spending / mean, level.All, level.Assets, level.Compute, double.NaN, spending / level.All,
            Gini(money), Gini(wealth), Top(wealth, 0.01), Top(wealth, 0.1), population * (1.1 + 0.2 * wave), 0.4 - 0.1 * wave, 1 - 0.002 * tick,
            population, (int)(10 + 8 * wave), (int)(20 + 18 * wave), (int)(30 + 12 * wave), 9, wave > 0.8 ? 2 : 0, wave < -0.8 ? double.NaN : 1.5 + wave,
            1000 + 300 * wave, 1010 + 300 * wave, (1000 + 300 * wave) / (1010 + 300 * wave), 4, 0.5, journal.Count));
        foreach (var type in Types.Order(StringComparer.Ordinal))
            sink.Write(new PopulationRow(tick, type, typeOf.Count(t => Types[t] == type), 0, 0, 0, 0, 0, 0, double.NaN));
        var (count, closed) = (journal.Count, journal.Close(tick));
        journals?.Append(closed);
        sink.Write(new SettlementRow(tick, closed.Root.ToString(), count, settled ? 4 * tick : null, settled ? 3 : 0, settled ? count / 3 : 0, settled ? 900_000 + 8_100L * (count / 3) : 0, settled ? Math.Min(ticks - tick, (int)(4 + 3 * wave)) : 0, settled ? "settled" : "unsettled"));
    }

    private void WriteFlows(int tick)
    {
        for (short token = 0; token < ledger.Tokens; token++)
        {
            var change = new long[chart.Sectors.Count];
            var name = token == 0 ? "currency" : assets[token - 1];
            foreach (var instrument in Enum.GetValues<Instrument>())
            {
                for (var sector = 0; sector < change.Length; sector++)
                {
                    var net = journal.Flows.Net(new TokenId(token), instrument, sector);
                    change[sector] += net;
                    if (net != 0) sink.Write(new FlowRow(tick, name, instrument.Word(tick), chart.Sectors[sector].Name, net));
                }
            }

            for (var sector = 1; token == 0 && tick > 0 && sector < change.Length; sector++)
            {
                var closing = Enumerable.Range(0, chart.Count).Where(a => chart.SectorOf(new(a)) == sector).Sum(a => ledger[new(a), TokenId.Currency]);
                sink.Write(new SectorRow(tick, chart.Sectors[sector].Name, closing, 0, closing - change[sector] / 2.0));
            }

            for (var sector = 0; sector < change.Length; sector++)
                if (change[sector] != 0) sink.Write(new FlowRow(tick, name, "holdings", chart.Sectors[sector].Name, -change[sector]));
        }
    }

    private void Buy(int tick, string part, string good, double quantity, double value) =>
        bought.Add(new(tick, part, good, quantity, value, value / quantity, double.NaN, double.NaN));

    private ParticipantRow Participant(int i)
    {
        var units = Enumerable.Range(0, assets.Length).Sum(a => ledger[chart.Participant(i), Asset(a)]);
        return new(i, Types[typeOf[i]], 1, endowment[i], Money(i), Wealth(i) - Money(i), 1800, utility[i], units);
    }

    /// <summary>The indices that belong to what was bought.</summary>
    private sealed class PriceLevels
    {
        private readonly Dictionary<string, int> goods = [];
        private readonly PriceIndex[] indices = [.. Enumerable.Range(0, 3).Select(_ => new PriceIndex(32, 25, Math.Log, Math.Exp))];

        internal (double All, double Assets, double Compute) Of(IReadOnlyList<PriceRow> bought) => (Of(0, bought), Of(1, bought.Where(p => p.Class == "assets")), Of(2, bought.Where(p => p.Class == "compute")));

        private double Of(int index, IEnumerable<PriceRow> bought)
        {
            var (price, quantity) = (new double[32], new double[32]);
            foreach (var row in bought)
            {
                goods.TryAdd(row.Good, goods.Count);
                (price[goods[row.Good]], quantity[goods[row.Good]]) = (row.Price, row.Quantity);
            }

            indices[index].Observe(price, quantity);
            return indices[index].Value;
        }
    }

    private static double Gini(long[] ascending) =>
        2.0 * ascending.Select((x, i) => (i + 1.0) * x).Sum() / (ascending.Length * (double)ascending.Sum()) - (ascending.Length + 1.0) / ascending.Length;

    private static double Top(long[] ascending, double share) => ascending.Reverse().Select((x, i) => Math.Clamp(share * ascending.Length - i, 0, 1) * x).Sum() / ascending.Sum();
}
