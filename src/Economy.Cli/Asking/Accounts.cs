using System.Globalization;
using Economy.Core.Books;

namespace Economy.Cli.Asking;

/// <summary>Accounts that a word of a question names: one, or those of all participants of a type.</summary>
/// <param name="Name">The word.</param>
/// <param name="First">The first account.</param>
/// <param name="Count">How many there are, one after the other in <paramref name="Rows"/>.</param>
/// <param name="Rows">The accounts, where they are several; null for one.</param>
internal sealed record Accounts(string Name, int First, int Count, IReadOnlySet<int>? Rows = null)
{
    /// <summary>Whether an account is among them.</summary>
    public bool Has(int account) => Rows?.Contains(account) ?? account == First;
}

/// <summary>The names of a run's accounts: subsystems, pools, treasury and mint, participant types, and participants by number.</summary>
internal sealed class AccountNames
{
    private readonly ChartOfAccounts chart;
    private readonly Dictionary<string, Accounts> fixedNames = new(StringComparer.Ordinal);
    private readonly List<int>[] ofType;
    private readonly string[] types;

    /// <param name="chart">Whose accounts there are.</param>
    public AccountNames(ChartOfAccounts chart)
    {
        this.chart = chart;
        types = [.. chart.Sectors.Skip(4).Select(s => s.Name)];
        ofType = [.. types.Select(_ => new List<int>())];
        for (var i = 0; i < chart.Participants; i++) ofType[chart.SectorOf(chart.Participant(i)) - 4].Add(chart.Participant(i).Value);
        for (var t = 0; t < types.Length; t++) fixedNames[types[t]] = new(types[t], -1, ofType[t].Count, ofType[t].ToHashSet());
        for (var a = chart.FirstParticipant - 1; a >= 0; a--)
            if (Short(new AccountId(a)) is var name) fixedNames[name] = new(name, a, 1);
    }

    /// <summary>Every fixed name: what completion offers.</summary>
    public IEnumerable<string> Fixed => fixedNames.Keys.Order(StringComparer.Ordinal);

    /// <summary>The accounts of a name; null where it names none.</summary>
    /// <param name="word">A name, the number of a participant, or TYPE-N: the N-th of its type, from 1.</param>
    public Accounts? Find(string word)
    {
        if (fixedNames.TryGetValue(word, out var known)) return known;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var participant))
            return participant < chart.Participants ? new(word, chart.Participant(participant).Value, 1) : null;
        var dash = word.LastIndexOf('-');
        if (dash <= 0 || Array.IndexOf(types, word[..dash]) is not (>= 0 and var type)) return null;
        return int.TryParse(word[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n >= 1 && n <= ofType[type].Count ? new(word, ofType[type][n - 1], 1) : null;
    }

    /// <summary>Participants of every type with the number at the end of a word: what a misspelt TYPE-N may have meant.</summary>
    public IEnumerable<string> OfNumber(string word)
    {
        var end = word[(word.LastIndexOf('-') + 1)..];
        return word.Contains('-', StringComparison.Ordinal)
            ? types.Select(t => $"{t}-{end}").Where(n => Find(n) is not null) : [];
    }

    /// <summary>Name of an account for an answer: <c>treasury</c>, <c>arena</c>, <c>studio-3 (participant 17)</c>.</summary>
    public string Of(int account)
    {
        if (account < chart.FirstParticipant) return Short(new AccountId(account));
        var type = chart.SectorOf(new AccountId(account)) - 4;
        var n = ofType[type].BinarySearch(account) + 1;
        return FormattableString.Invariant($"{types[type]}-{n} (participant {account - chart.FirstParticipant})");
    }

    /// <summary>The name of an institution as the scenario has it.</summary>
    private string Short(AccountId account)
    {
        var name = chart.NameOf(account);
        foreach (var kind in (string[])["subsystem ", "provider "])
            if (account.Value > 1 && name.StartsWith(kind, StringComparison.Ordinal)) return name[kind.Length..];
        return name;
    }
}
