using System.Security.Cryptography;
using Economy.Core.Records;
using Economy.Core.Scenarios;
using Economy.Reporting.Tables;

namespace Economy.Reporting.Checks;

/// <summary>Whether the files are those that the run wrote.</summary>
internal static class FileChecks
{
    // It asks for nothing, so that what applies to it is in every run.
    private static readonly Scenario Barest =
        new() { Name = "", Ticks = 1, Population = new() { Types = [] }, Output = new() { Trades = false, Participants = false } };

    internal static IEnumerable<Check> Of(RunReader run)
    {
        var manifest = run.Manifest;
        var found = manifest.Tables.Select(t => t with { Sha256 = HashOf(run, t.Name) }).ToList();
        yield return Check.That("All tables are there", $"{found.Count} tables", Missing(manifest));
        yield return Check.That(
            "Every table has the hash that the manifest gives",
            $"{found.Count} files",
            manifest.Tables.Zip(found).Where(p => p.First != p.Second)
                .Select(p => $"{p.First.Name}.csv has {p.Second.Sha256}, the manifest says {p.First.Sha256}"));
        yield return Check.That(
            "Every other file has the hash that the manifest gives", $"{manifest.Files.Count} files",
            manifest.Files.Where(f => HashOfFile(run, Path.GetFileName(f.Name)) != f.Sha256)
                .Select(f => $"{f.Name} has {HashOfFile(run, Path.GetFileName(f.Name))}, the manifest says {f.Sha256}"));
        yield return Same("The economy digest follows from the files", Digests.Economy(manifest.ScenarioHash, found.Concat(manifest.NotKept)), manifest.EconomyDigest);
        yield return Same("The settlement digest follows from the journal roots", SettlementDigest(run), manifest.SettlementDigest);
    }

    private static IEnumerable<string> Missing(RunManifest manifest) =>
        from observer in Observer.All
        where observer.Applies(Barest) && observer.IsKept(Barest) && manifest.Tables.All(w => w.Name != observer.Table.Name)
        select $"{observer.Table.File} is not in the manifest";

    private static Check Same(string name, string recomputed, string published) =>
        Check.That(name, recomputed, recomputed == published ? [] : [$"recomputed {recomputed}, the manifest says {published}"]);

    /// <summary>Hash of a table's rows as text: of the file itself where that is what it holds.</summary>
    private static string HashOf(RunReader run, string table)
    {
        if (run.Manifest.TableFormat == TableFormat.Csv) return HashOfFile(run, table + ".csv");
        try
        {
            return Observer.All.FirstOrDefault(o => o.Table.Name == table)?.Table.Visit(new TextHash(run)) ?? "no content (nothing is known of it)";
        }
        catch (RunFormatException unreadable)
        {
            return $"no content ({unreadable.Message})";
        }
    }

    private sealed class TextHash(RunReader run) : IRowVisitor<string>
    {
        public string Visit<TRow>()
            where TRow : struct
            => CanonicalText.HashOf(run.Stream<TRow>());
    }

    private static string HashOfFile(RunReader run, string name)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(run.Folder, name));
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"no content ({e.Message})";
        }
    }

    private static string SettlementDigest(RunReader run)
    {
        try
        {
            return Digests.Settlement(run.Stream<SettlementRow>());
        }
        catch (Exception e) when (e is FormatException or ArgumentException or RunFormatException)
        {
            return $"nothing ({e.Message})";
        }
    }
}
