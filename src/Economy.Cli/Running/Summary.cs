using System.Globalization;
using Economy.Core.Records;
using Economy.Reporting;
using Spectre.Console;

namespace Economy.Cli.Running;

/// <summary>What a finished run says for itself, on one screen.</summary>
internal static class Summary
{
    public static void Print(RunManifest manifest, string folder)
    {
        var run = RunReader.Open(folder);
        var (first, last) = Ends(run);
        var coin = Math.Pow(10, manifest.Decimals);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn(new TableColumn("start").RightAligned()).AddColumn(new TableColumn("end").RightAligned());
        table.Title = new TableTitle(Markup.Escape($"{manifest.Name} · seed {manifest.Seed} · {manifest.Ticks} ticks"));
        Row("participants", first.Participants, last.Participants, "N0");
        Row("money supply, coins", first.MoneySupply / coin, last.MoneySupply / coin, "N2");
        Row("Gini of wealth", first.WealthGini, last.WealthGini, "0.000");
        Row("wealth of the top 1 %", first.TopOnePercent, last.TopOnePercent, "P1");
        Row("price index", first.PriceIndex, last.PriceIndex, "0.000");
        AnsiConsole.Write(table);
        AnsiConsole.Write(Pools(run, coin));
        Console.WriteLine(Reconciled(manifest));
        Console.Write(Digests(manifest));
        Console.WriteLine($"written to        {Path.GetRelativePath(Environment.CurrentDirectory, folder)}{(File.Exists(Path.Combine(folder, "report.html")) ? "  (open report.html)" : "")}");

        void Row(string name, double start, double end, string format) =>
            table.AddRow(name, start.ToString(format, CultureInfo.InvariantCulture), end.ToString(format, CultureInfo.InvariantCulture));
    }

    public static string Digests(RunManifest manifest) =>
        $"economy digest    {manifest.EconomyDigest}\nsettlement digest {manifest.SettlementDigest}\n";

    private static (TickRow First, TickRow Last) Ends(RunReader run)
    {
        TickRow? first = null;
        var last = default(TickRow);
        foreach (var row in run.Stream<TickRow>()) (first, last) = (first ?? row, row);
        return (first ?? last, last);
    }

    private static Table Pools(RunReader run, double coin)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("pool", "resource");
        table.AddColumn(new TableColumn("mean use").RightAligned()).AddColumn(new TableColumn("mean price, coins/unit·h").RightAligned()).AddColumn(new TableColumn("pool revenue, coins").RightAligned());
        foreach (var rows in run.Read<AllocationRow>().GroupBy(r => (r.Pool, r.Resource)))
            table.AddRow(
                Markup.Escape(rows.Key.Pool), rows.Key.Resource, rows.Average(r => r.Utilisation).ToString("P1", CultureInfo.InvariantCulture),
                (rows.Average(r => r.Price) / coin).ToString("0.####", CultureInfo.InvariantCulture), (rows.Sum(r => r.Revenue) / coin).ToString("N2", CultureInfo.InvariantCulture));
        return table;
    }

    private static string Reconciled(RunManifest manifest) => manifest.Reconciliation switch
    {
        null => "NOT SETTLED: books only (chain none)",
        { Differences.Count: 0 } agreed => FormattableString.Invariant($"books and chain agree on all {agreed.Accounts} accounts × {agreed.Tokens} tokens"),
        var failed => FormattableString.Invariant($"BOOKS AND CHAIN DISAGREE on {failed.Differences.Count} balances"),
    };
}
