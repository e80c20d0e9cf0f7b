using System.Globalization;
using Economy.Core;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>What a finished run says for itself, within 80 columns and 24 lines.</summary>
internal static class Summary
{
    private const int MostPools = 5;
    private const int MostFindings = 4;
    private const int Columns = 80;
    private static readonly string[] Resources = [.. Enum.GetNames<Resource>().Select(Words.Kebab)];

    public static void Print(RunManifest manifest, string folder)
    {
        var run = RunReader.Open(folder);
        AnsiConsole.Write(Economy(run));
        if (run.Read<AllocationRow>() is { Count: > 0 } rows) AnsiConsole.Write(Pools(rows, manifest.Coin()));
        Findings(manifest);
        Console.WriteLine(Reconciled(manifest));
        Console.Write(Digests(manifest));
        Console.WriteLine($"written to {Nearby(folder)}{(File.Exists(Path.Combine(folder, HtmlReport.FileName)) ? $"  (open {HtmlReport.FileName})" : "")}");
    }

    /// <summary>The digests, each a line that fits 80 columns; the second says so where nothing was settled.</summary>
    public static string Digests(RunManifest manifest) =>
        $"economy    {manifest.EconomyDigest}\n{(manifest.Settled ? "settlement" : "unsettled ")} {manifest.SettlementDigest}\n";

    private static Table Economy(RunReader run)
    {
        var (manifest, first, last, immigration, level) = (run.Manifest, default(TickRow), default(TickRow), 0.0, double.NaN);
        foreach (var row in run.Stream<TickRow>())
        {
            (first, last, immigration) = (row.Tick == 0 ? row : first, row, immigration + row.Immigration);
            if (!double.IsNaN(row.PriceIndex)) level = row.PriceIndex;
        }

        var table = Framed().AddColumn(Markup.Escape($"{manifest.Name} · seed {manifest.Seed} · {manifest.Ticks} ticks"));
        foreach (var moment in (string[])["start", "end"]) table.AddColumn(new TableColumn(moment).RightAligned());
        Row("participants", r => r.Participants, "N0");
        Row("money supply, coins", r => r.MoneySupply / manifest.Coin(), "N2");
        if (last.Departed > 0) Row("of it with those who left", r => r.Departed / manifest.Coin(), "N2");
        if (immigration > 0) table.AddRow("brought by entrants", "", Text(immigration / manifest.Coin(), "N2"));
        Row("Gini of wealth", r => r.WealthGini, "0.000");
        Row("wealth of the top 1 %", r => r.TopOnePercent, "P1");
        table.AddRow("price index (first purchases = 1)", "", Text(level, "0.000"));
        return table;

        void Row(string name, Func<TickRow, double> of, string format) =>
            table.AddRow(name, Text(of(first), format), Text(of(last), format));
    }

    /// <summary>What is worth knowing before the figures are read: the first findings, each on lines of its own.</summary>
    private static void Findings(RunManifest manifest)
    {
        if (manifest.Stopped is { } stopped) Console.WriteLine(FormattableString.Invariant($"STOPPED in tick {stopped.Tick}: {Printable.Text(stopped.When)}"));
        var shown = manifest.Diagnoses.Count > MostFindings ? MostFindings - 1 : manifest.Diagnoses.Count;
        foreach (var found in manifest.Diagnoses.Take(shown)) Console.WriteLine(Fitting($"! {Printable.Text(found.Finding)}"));
        if (shown < manifest.Diagnoses.Count)
            Console.WriteLine(FormattableString.Invariant($"! … and {manifest.Diagnoses.Count - shown} more, with what can be done: report.html, manifest.json"));
    }

    private static string Fitting(string line) => line.Length <= Columns ? line : line[..(Columns - 1)] + "…";

    /// <summary>A row per pool, the best earning first: the mean use of each of its resources, and its revenue.</summary>
    private static Table Pools(IReadOnlyList<AllocationRow> rows, double coin)
    {
        var resources = rows.Select(r => r.Resource).Distinct().Where(Resources.Contains).ToList(); // An issue has an asset there.
        var table = Framed().AddColumn("pool");
        foreach (var resource in resources) table.AddColumn(new TableColumn($"mean {resource} use").RightAligned());
        table.AddColumn(new TableColumn("revenue, coins").RightAligned());
        // The revenue of a pool stands in the rows of all its resources.
        var pools = rows.GroupBy(r => r.Pool)
            .Select(p => (Name: p.Key, Uses: p.ToLookup(r => r.Resource, r => r.Utilisation),
                Revenue: p.GroupBy(r => r.Tick).Sum(t => t.First().Revenue)))
            .OrderByDescending(p => p.Revenue).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
        var shown = pools.Count > MostPools ? MostPools - 1 : pools.Count;
        foreach (var pool in pools.Take(shown))
            table.AddRow([Markup.Escape(Printable.Text(pool.Name)), .. resources.Select(r => pool.Uses[r].Any() ? Text(pool.Uses[r].Average(), "P1") : ""), Text(pool.Revenue / coin, "N2")]);
        if (shown < pools.Count) table.AddRow(FormattableString.Invariant($"… and {pools.Count - shown} more"));
        return table;
    }

    private static string Reconciled(RunManifest manifest) => manifest.Reconciliation switch
    {
        null => "NOT SETTLED: books only (chain none)",
        { Differences.Count: 0 } agreed => FormattableString.Invariant(
            $"books and chain agree on all {agreed.Accounts} accounts × {agreed.Tokens} tokens"),
        var failed => FormattableString.Invariant($"BOOKS AND CHAIN DISAGREE on {failed.Differences.Count} balances"),
    };

    /// <summary>The shorter of the relative and the full path.</summary>
    public static string Nearby(string folder) =>
        Path.GetRelativePath(Environment.CurrentDirectory, folder) is var relative && relative.Length < folder.Length ? relative : folder;

    private static double Coin(this RunManifest manifest) => Math.Pow(10, manifest.Decimals);

    private static Table Framed() => new Table().Border(TableBorder.Rounded);

    private static string Text(double value, string format) =>
        double.IsNaN(value) ? "–" : value.ToString(format, CultureInfo.InvariantCulture);
}
