using System.Text;
using System.Text.Json;
using Economy.Core.Scenarios;
using Economy.Reporting;
using Economy.Scenarios;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>Runs that are touched over the page that shows them.</summary>
public abstract class TouchedRuns : IDisposable
{
    protected const string Tax = "money.transactionTax", Fee = "subsystems.arena.fee";
    private const string Announced = "watch the run at ";
    private readonly HttpClient http = new();

    protected TemporaryFolder Folder { get; } = new();

    public void Dispose()
    {
        http.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The calendar of a run that has ended.</summary>
    protected IReadOnlyList<InterventionSpec> ChangesOf(string name) =>
        ScenarioReader.ReadFile(Folder[$"runs/{name}/scenario.yaml"]).Scenario!.Calendar!;

    private protected EconomyProcess Start(params string[] more) =>
        EconomyProcess.Start(Folder.Path, ["run", EconomyProcess.Small, "--dashboard", "--paused",
            .. more.Contains("--name") ? Array.Empty<string>() : ["--name", "touched"], .. more]);

    private protected static async Task<Uri> PageAsync(EconomyProcess run)
    {
        await run.SeeAsync(Announced);
        return new Uri(run.Seen[^1][Announced.Length..]);
    }

    protected Task<HttpResponseMessage> PostAsync(Uri place, object asked) =>
        http.PostAsync(place, new StringContent(JsonSerializer.Serialize(asked), Encoding.UTF8, "application/json"));

    protected async Task TouchAsync(Uri page, object asked)
    {
        using var answer = await PostAsync(new Uri(page, "touch"), asked);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Runs some ticks and waits until the run stands still again.</summary>
    protected async Task StepAsync(Uri page, int ticks)
    {
        JsonElement Run(JsonElement state) => state.GetProperty("run");
        var wanted = Run(await GetAsync(page, "state")).GetProperty("tick").GetInt32() + ticks;
        await TouchAsync(page, new { @do = "step", number = ticks });
        bool IsUnderWay(JsonElement now) => now.GetProperty("tick").GetInt32() < wanted || now.GetProperty("phase").GetString() == "running";
        while (IsUnderWay(Run(await GetAsync(page, "state")))) await Task.Delay(10);
    }

    protected async Task<JsonElement> GetAsync(Uri page, string what) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(page, what))).RootElement;

    protected async Task IsTheSameAgainAsync(string name, params string[] more)
    {
        var again = await EconomyProcess.RunAsync(Folder.Path, ["run", $"runs/{name}/scenario.yaml", "--name", "again", "--quiet", .. more]);
        Assert.True(again.ExitCode == 0, again.ToString());
        var (touched, anew) = (RunManifest.Read(Folder[$"runs/{name}"]), RunManifest.Read(Folder["runs/again"]));
        Assert.Equal(touched.EconomyDigest, anew.EconomyDigest);
        Assert.Equal(touched.SettlementDigest, anew.SettlementDigest);
        Assert.Equal(File.ReadAllText(Folder["runs/again/calendar.csv"]), File.ReadAllText(Folder[$"runs/{name}/calendar.csv"]));
        var bare = await EconomyProcess.RunAsync(Folder.Path,
            ["run", EconomyProcess.Small, "--ticks", $"{touched.Ticks}", "--name", "bare", "--quiet"]);
        Assert.Equal(0, bare.ExitCode);
        Assert.NotEqual(RunManifest.Read(Folder["runs/bare"]).SettlementDigest, touched.SettlementDigest);
        foreach (var either in (string[])[name, "again"])
        {
            var verified = await EconomyProcess.RunAsync(Folder.Path, ["verify", $"runs/{either}"]);
            Assert.True(verified.ExitCode == 0, verified.ToString());
        }
    }
}
