using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Economy.Core.Records;
using Economy.Reporting;
using Economy.Tests.Cli;
using Economy.Tests.Support;
using Xunit.Abstractions;

namespace Economy.Tests.Reporting.Export;

/// <summary>The examples of the guide in R and Python run, on a real run, and come to what the run holds.</summary>
public sealed class LanguageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LanguageFact("Rscript", "--version")]
    public async Task The_R_example_of_the_guide_runs()
    {
        var run = await RunAsync();
        var said = Said(await ProgramAsync("r", LanguageFactAttribute.Find("Rscript", "--version")!));
        foreach (var asset in run.Read<MarketRow>().GroupBy(m => m.Asset)) Near(asset.Sum(m => m.Notional) / 100.0, Number(said, asset.Key));
        foreach (var type in run.Read<ParticipantRow>().GroupBy(p => p.Type)) Near(type.Average(p => p.Money) / 100.0, Number(said, type.Key));
    }

    [LanguageFact("python3", "-c", "import pandas")]
    public async Task The_Python_example_of_the_guide_runs()
    {
        var run = await RunAsync();
        var said = Said(await ProgramAsync("python", LanguageFactAttribute.Find("python3", "-c", "import pandas")!)).Split('\n');
        var last = run.Read<TickRow>()[^1];
        Near(last.MoneySupply, JsonDocument.Parse(said[0]).RootElement.GetProperty("money_supply_minor").GetDouble());
        Near(last.WealthGini, JsonDocument.Parse(said[0]).RootElement.GetProperty("wealth_gini").GetDouble());
        foreach (var asset in run.Read<MarketRow>().GroupBy(m => m.Asset))
            Near(asset.Sum(m => m.Notional) / 100.0, JsonDocument.Parse(said[1]).RootElement.GetProperty(asset.Key).GetDouble());
        foreach (var type in JsonDocument.Parse(said[2]).RootElement.EnumerateArray())
            Near(run.Read<ParticipantRow>().Where(p => p.Type == type.GetProperty("type").GetString()).Average(p => p.Money) / 100.0, type.GetProperty("coins").GetDouble());
        Assert.Equal("minor", said[3]);
    }

    [LanguageFact("python3", "-c", "import pandas, pyarrow")]
    public async Task Python_reads_Parquet_with_its_types_missing_values_and_units()
    {
        var run = await RunAsync("--set", "output.format=parquet");
        var script = folder["read.py"];
        File.WriteAllText(script, """
            import pandas as pd, pyarrow.parquet as pq
            ticks = pd.read_parquet("runs/quickstart/ticks.parquet")
            print(len(ticks), int(ticks["money_supply_minor"].sum()), int(ticks["price_index"].isna().sum()))
            print(pq.ParquetFile("runs/quickstart/ticks.parquet").metadata.metadata[b"table"].decode())
            """);
        var ended = await StartAsync(LanguageFactAttribute.Find("python3", "-c", "import pandas, pyarrow")!, script);
        var rows = run.Read<TickRow>();
        Assert.Equal($"{rows.Count} {rows.Sum(r => r.MoneySupply)} {rows.Count(r => double.IsNaN(r.PriceIndex))}\nticks", Said(ended));
    }

    private async Task<RunReader> RunAsync(params string[] more)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--name", "quickstart", "--quiet", .. more]);
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal(0, (await EconomyProcess.RunAsync(folder.Path, ["export", "runs/quickstart", "--to", "sqlite"])).ExitCode);
        return RunReader.Open(folder["runs/quickstart"]);
    }

    private async Task<Ended> ProgramAsync(string language, string program)
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "README.md"));
        var script = folder[$"example.{language}"];
        File.WriteAllText(script, Regex.Match(guide, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value);
        return await StartAsync(program, script);
    }

    private async Task<Ended> StartAsync(string program, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [script]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        output.WriteLine(await said);
        return new Ended(process.ExitCode, await said, await wrong);
    }

    private static string Said(Ended ended)
    {
        Assert.True(ended.ExitCode == 0, ended.ToString());
        return ended.Output.TrimEnd();
    }

    /// <summary>The number at the end of the line in which a word stands.</summary>
    private static double Number(string said, string word) => double.Parse(
        Regex.Match(said, $@"^\d+\s+{Regex.Escape(word)}\s+(\S+)\s*$", RegexOptions.Multiline).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Equal to the twelve digits that R is told to print.</summary>
    private static void Near(double expected, double found) => Assert.InRange(found, expected - Math.Abs(expected) * 1e-9, expected + Math.Abs(expected) * 1e-9);
}

/// <summary>A test that needs another language; skipped, with the reason, where it is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LanguageFactAttribute : FactAttribute
{
    public LanguageFactAttribute(string program, params string[] works) =>
        Skip = Find(program, works) is null ? $"no {program} on PATH that runs {string.Join(' ', works)}" : null;

    /// <summary>The first program of that name that can do what is asked of it.</summary>
    internal static string? Find(string program, params string[] works) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).Where(File.Exists).FirstOrDefault(path => Runs(path, works));

    private static bool Runs(string path, string[] works)
    {
        using var process = Process.Start(new ProcessStartInfo(path, works) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null) return false;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
