using System.Runtime.InteropServices;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Economy.World.Markets;
using Economy.World.Money;

namespace Economy.World.Tick.Post;

/// <summary>Posts what is levied and what is paid out, from the one list by which it was set aside.</summary>
internal sealed class PublicPurse(WorldModel world, TickState tick) : IPublicPurse
{
    private const int LeviedAtOnce = 1 << 13;

    private static readonly TokenId Money = TokenId.Currency;
    private long[] budgets = [], beforeIncome = [], income = [];

    /// <inheritdoc />
    public IReadOnlyList<int> Active => tick.Population.Active;

    /// <inheritdoc />
    public long Treasury => tick.Ledger[AccountId.Treasury, Money];

    /// <summary>What the treasury has set aside to pay out in the tick.</summary>
    public long Budgeted => budgets.Sum();

    /// <summary>Has the treasury fix what will be paid out, before anything is posted.</summary>
    public void Budget() =>
        budgets = (long[])tick.Stage.Ask(tick.Tick, [tick.Treasury], [new TreasuryOpening(tick.Tick, tick.Rules.Levies, Treasury)])[0];

    /// <summary>Collects what is due, from so many participants at a time on several threads; a share of it is burnt.</summary>
    public void Levy()
    {
        tick.Journal.Open();
        var (active, levies, levied) = (tick.Population.Active.Count, tick.Rules.Levies.Charging.Length, 0L);
        if (levies == 0) return;
        int EndOf(int p) => Math.Min(active, (p + 1) * LeviedAtOnce);
        tick.Journal.InParts((active + LeviedAtOnce - 1) / LeviedAtOnce, p => levies * (EndOf(p) - p * LeviedAtOnce),
            (p, part) => Interlocked.Add(ref levied, Levy(p * LeviedAtOnce, EndOf(p), part)));
        tick.Journal.Move(AccountId.Treasury, AccountId.Mint, Money, Dues.Part(tick.Rules.Money.BurnShare, levied), Instrument.Burn);
    }

    private long Levy(int first, int end, JournalPart part)
    {
        var (levied, view, rules) = (0L, tick.View, tick.Rules);
        var money = tick.Ledger.Balances(Money);
        foreach (var i in CollectionsMarshal.AsSpan(tick.Population.Active)[first..end])
        {
            var (account, type, assets) = (world.Chart.Participant(i), rules.Types[world.TypeOf[i]], view.AssetsOf(i));
            foreach (var levy in rules.Levies.Charging)
            {
                var due = levy.Due(new Taxpayer(type, money[account.Value], assets));
                part.Move(account, AccountId.Treasury, Money, due, levy.Instrument);
                levied += due;
            }
        }

        return levied;
    }

    /// <summary>Collects what is due from both sides of every trade; a share of it is burnt.</summary>
    public void LevyTrades(IReadOnlyList<AssetTrade> trades)
    {
        foreach (var levy in tick.Rules.Levies.OnTrades)
        {
            tick.Journal.Open();
            var levied = 0L;
            foreach (var trade in trades) levied += Side(levy, trade, isBuyer: true) + Side(levy, trade, isBuyer: false);
            var burnt = Dues.Part(levy.BurnShare ?? tick.Rules.Money.BurnShare, levied);
            tick.Journal.Move(AccountId.Treasury, AccountId.Mint, Money, burnt, Instrument.Burn);
        }
    }

    /// <summary>Notes down what everybody has before the first reward of the tick.</summary>
    public void BeforeIncome() => beforeIncome = tick.Rules.Levies.SeesIncome ? tick.View.Money.ToArray() : [];

    /// <summary>Withholds what is due from the income of the tick, once all of it is posted; a share of it is burnt.</summary>
    public void Withhold()
    {
        if (!tick.Rules.Levies.SeesIncome) return;
        income = tick.View.Money.ToArray();
        for (var i = 0; i < income.Length; i++) income[i] -= beforeIncome[i];
        if (!tick.Rules.Levies.TaxesIncome) return;
        tick.Journal.Open();
        var levied = 0L;
        foreach (var i in tick.Population.Active)
        {
            var left = income[i];
            foreach (var levy in tick.Rules.Levies.All)
            {
                var due = Math.Min(left, levy.OnIncome(income[i]));
                tick.Journal.Move(world.Chart.Participant(i), AccountId.Treasury, Money, due, levy.Instrument);
                (left, levied) = (left - due, levied + due);
            }
        }

        tick.Journal.Move(AccountId.Treasury, AccountId.Mint, Money, Dues.Part(tick.Rules.Money.BurnShare, levied), Instrument.Burn);
    }

    /// <summary>Account of a trader.</summary>
    public AccountId AccountOf(int trader) => trader == Traders.Treasury ? AccountId.Treasury : world.Chart.Participant(trader);

    /// <summary>Uses up what the treasury has bought and does not keep.</summary>
    public void UseUp()
    {
        foreach (var levy in tick.Rules.Levies.All)
        {
            if (levy.UsesUp is not { } asset) continue;
            var token = WorldModel.Token(world.AssetRow(asset));
            tick.Journal.Open();
            tick.Journal.Move(AccountId.Treasury, AccountId.Mint, token, tick.Ledger[AccountId.Treasury, token], Instrument.Consumption);
        }
    }

    private long Side(ILevy levy, in AssetTrade trade, bool isBuyer)
    {
        var due = Dues.Part(levy.ShareOf(trade.Side(isBuyer)), trade.Notional);
        if (isBuyer && trade.Buyer == Traders.Treasury) return 0;
        tick.Journal.Move(AccountOf(isBuyer ? trade.Buyer : trade.Seller), AccountId.Treasury, Money, due, levy.Instrument);
        return due;
    }

    /// <summary>Pays out.</summary>
    public void Pay()
    {
        for (var l = 0; l < budgets.Length; l++)
        {
            var levy = tick.Rules.Levies.All[l];
            if (!levy.PaysOut) continue;
            tick.Journal.Open();
            levy.Pay(this, budgets[l]);
        }
    }

    /// <inheritdoc />
    public ParticipantTypeSpec TypeOf(int participant) => tick.Rules.Types[world.TypeOf[participant]];

    /// <inheritdoc />
    public long MoneyOf(int participant) => tick.Ledger[world.Chart.Participant(participant), Money];

    /// <inheritdoc />
    public long AssetsOf(int participant) => tick.View.AssetsOf(participant);

    /// <inheritdoc />
    public long IncomeOf(int participant) => tick.Rules.Levies.SeesIncome ? income[participant] : 0;

    /// <inheritdoc />
    public void Grant(int participant, long amount, Instrument instrument) =>
        tick.Journal.Move(AccountId.Treasury, world.Chart.Participant(participant), Money, amount, instrument);

    /// <inheritdoc />
    public void Mint(int participant, long amount, Instrument instrument) =>
        tick.Journal.Move(AccountId.Mint, world.Chart.Participant(participant), Money, amount, instrument);

    /// <inheritdoc />
    public void Burn(int participant, long amount, Instrument instrument) =>
        tick.Journal.Move(world.Chart.Participant(participant), AccountId.Mint, Money, amount, instrument);
}
