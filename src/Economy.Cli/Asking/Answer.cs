using System.Globalization;
using System.Text;
using Economy.Reporting.Graphs;

namespace Economy.Cli.Asking;

/// <summary>Answers a question from the graph of a run, with the rows that it rests on.</summary>
internal sealed class Answer(RunGraph graph, AccountNames names, Question question)
{
    private const int Lines = 20;
    private const int Closest = 10;
    private const double Beta = 16;
    private const int RowsNamed = 12;

    /// <summary>The answer, in lines.</summary>
    /// <param name="withRows">Whether every row that it rests on is listed.</param>
    public string Text(bool withRows)
    {
        var text = new StringBuilder();
        var used = question.For switch
        {
            AskedFor.Owners => Owners(text),
            AskedFor.Near => Near(text),
            AskedFor.Like => Like(text),
            _ => Doings(text),
        };
        Sources(text, used);
        if (withRows) foreach (var link in used) Row(text, link);
        return text.ToString();
    }

    private List<Link> Doings(StringBuilder text)
    {
        var verb = question.Verb!;
        var used = graph.Links.Where(Fits).ToList();
        var groups = used.GroupBy(l => question.For switch
        {
            AskedFor.Who => names.Of(verb.DoerGives ? l.From : l.To),
            AskedFor.Whom => names.Of(verb.DoerGives ? l.To : l.From),
            AskedFor.What => verb.Kind == LinkKind.Visit ? names.Of(l.To) : graph.Things[l.Thing],
            _ => question.Doer!.Name,
        });
        var unit = verb.Kind == LinkKind.Visit ? "seconds" : "units";
        var lines = groups.Select(g => (g.Key, Units: g.Sum(l => l.Units), Minor: g.Sum(l => l.Minor), Count: g.Count(),
                First: g.Min(l => l.Tick), Last: g.Max(l => l.Tick)))
            .OrderByDescending(g => g.Minor).ThenByDescending(g => g.Units).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var g in lines.Take(Lines))
        {
            var amounts = (g.Units > 0 ? $"{N(g.Units)} {unit}, " : "")
                + (verb.Kind == LinkKind.Visit ? "" : $"{N(g.Minor)} minor units, ");
            text.AppendLine(CultureInfo.InvariantCulture, $"{g.Key}: {amounts}{Times(g.Count)}, {Ticks(g.First, g.Last)}");
        }

        End(text, lines.Count, "nobody and nothing");
        return used;
    }

    private List<Link> Owners(StringBuilder text)
    {
        var thing = question.Thing!;
        var used = graph.Links.Where(l => l.Tick <= question.Last
            && (thing == "currency" ? l.Kind == LinkKind.Payment : l.Kind == LinkKind.Delivery && graph.Things[l.Thing] == thing)).ToList();
        var held = new Dictionary<int, long>();
        foreach (var link in used)
        {
            var amount = link.Units + link.Minor;
            held[link.From] = held.GetValueOrDefault(link.From) - amount;
            held[link.To] = held.GetValueOrDefault(link.To) + amount;
        }

        var lines = held.Where(h => h.Value > 0).OrderByDescending(h => h.Value).ThenBy(h => h.Key).ToList();
        foreach (var (account, amount) in lines.Take(Lines))
            text.AppendLine(CultureInfo.InvariantCulture, $"{names.Of(account)}: {N(amount)} {(thing == "currency" ? "minor units" : "units")}");
        End(text, lines.Count, "nobody");
        return used;
    }

    private List<Link> Near(StringBuilder text)
    {
        var used = Within().Where(l => l.From != 0 && l.To != 0).ToList();
        var adjacency = Adjacency.Of(graph.Chart.Count, used.Select(l => (l.From, l.To, 1.0)));
        var origin = new double[graph.Chart.Count];
        for (var a = 0; a < origin.Length; a++) if (question.Doer!.Has(a)) origin[a] = 1.0 / question.Doer.Count;
        var rank = PageRank.Of(adjacency, origin);
        Best(text, rank, "of the walks that begin anew there with chance 0.15 a step", a => !question.Doer!.Has(a));
        return used;
    }

    private List<Link> Like(StringBuilder text)
    {
        var used = Within().ToList();
        var profiles = new Profiles(graph, used);
        var query = new double[profiles.Length];
        for (var a = 0; a < graph.Chart.Count; a++)
            for (var f = 0; question.Doer!.Has(a) && f < query.Length; f++) query[f] += profiles[a][f] / question.Doer.Count;
        // Institutions are no answer, nor are those who did nothing.
        bool Counts(int a) => a >= graph.Chart.FirstParticipant && !question.Doer!.Has(a) && profiles[a].ContainsAnyExcept(0.0);
        int[] candidates = [.. Enumerable.Range(0, graph.Chart.Count).Where(Counts)];
        var keys = new double[candidates.Length * query.Length];
        for (var c = 0; c < candidates.Length; c++) profiles[candidates[c]].CopyTo(keys.AsSpan(c * query.Length));
        var weights = AssociativeMemory.Weights(query, keys, Beta);
        var shares = new double[graph.Chart.Count];
        for (var c = 0; c < candidates.Length; c++) shares[candidates[c]] = weights[c];
        Best(text, shares, "of the attention that recalls what it does", Counts);
        return used;
    }

    private void Best(StringBuilder text, double[] of, string what, Func<int, bool> counts)
    {
        var best = Enumerable.Range(0, of.Length).Where(a => of[a] > 0 && counts(a)).OrderByDescending(a => of[a]).ThenBy(a => a).ToList();
        foreach (var a in best.Take(Closest))
            text.AppendLine(CultureInfo.InvariantCulture, $"{names.Of(a)}: {of[a]:0.0000} {what}");
        if (best.Count == 0) text.AppendLine("nobody");
    }

    private IEnumerable<Link> Within() => graph.Links.Where(l => l.Tick >= question.First && l.Tick <= question.Last);

    private bool Fits(Link link)
    {
        var verb = question.Verb!;
        var (doer, other) = verb.DoerGives ? (link.From, link.To) : (link.To, link.From);
        return link.Kind == verb.Kind && link.Tick >= question.First && link.Tick <= question.Last
            && (question.Thing is null || graph.Things[link.Thing] == question.Thing)
            && (question.Doer?.Has(doer) ?? true) && (question.Other?.Has(other) ?? true);
    }

    private static void End(StringBuilder text, int lines, string none)
    {
        if (lines == 0) text.AppendLine(none);
        if (lines > Lines) text.AppendLine(CultureInfo.InvariantCulture, $"… and {N(lines - Lines)} more");
    }

    private static void Sources(StringBuilder text, List<Link> used)
    {
        foreach (var of in used.GroupBy(l => FileOf(l.Kind)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var rows = of.Select(RowOf).Distinct().ToList();
            text.AppendLine(CultureInfo.InvariantCulture,
                $"rows used: {N(rows.Count)} of {of.Key} ({string.Join(", ", rows.Take(RowsNamed))}{(rows.Count > RowsNamed ? ", …" : "")})");
        }

        if (used.Count == 0) text.AppendLine("rows used: none");
    }

    private void Row(StringBuilder text, Link l)
    {
        var amount = l.Kind switch
        {
            LinkKind.Payment => N(l.Minor),
            LinkKind.Trade => $"{N(l.Units)} for {N(l.Minor)}",
            _ => N(l.Units),
        };
        text.AppendLine(CultureInfo.InvariantCulture,
            $"  {FileOf(l.Kind)}, {RowOf(l)}: tick {l.Tick}, {names.Of(l.From)} → {names.Of(l.To)}, {graph.Things[l.Thing]}, {amount}");
    }

    private static string RowOf(Link l) => l.Kind switch
    {
        LinkKind.Trade => $"trade {N(l.Row)}",
        LinkKind.Visit => $"row {N(l.Row)}",
        _ => $"tick {N(l.Tick)} entry {N(l.Row)}",
    };

    private static string FileOf(LinkKind kind) => kind switch
    {
        LinkKind.Trade => "trades.csv",
        LinkKind.Visit => "panel-attention.csv",
        _ => "journal.bin",
    };

    private static string Times(int count) => count == 1 ? "once" : $"{N(count)} times";

    private static string Ticks(int first, int last) => first == last ? $"tick {N(first)}" : $"ticks {N(first)} to {N(last)}";

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
