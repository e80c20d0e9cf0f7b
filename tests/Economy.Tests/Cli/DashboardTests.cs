using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>A run can be watched while it goes on, and is no other run for that.</summary>
public sealed class DashboardTests : IDisposable
{
    private const string Announced = "watch the run at ";
    private const int Ticks = 1500;
    private static readonly string[] Run = ["run", EconomyProcess.Small, "--chain", "none", "--ticks", $"{Ticks}"];
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();

    [LinuxFact]
    public async Task The_page_follows_the_run_to_its_end()
    {
        using var run = EconomyProcess.Start(folder.Path, [.. Run, "--name", "watched", "--dashboard"]);
        var address = await AddressAsync(run);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(address.Host)));
        using var page = await http.GetAsync(address);
        Assert.Contains("connect-src 'self'", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(address, "manifest.json"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.PostAsync(address, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri(address, "/"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri(address, $"/{new string('0', 32)}/data"))).StatusCode);

        var seen = new List<int?>();
        JsonElement last;
        do
        {
            last = await DataAsync(address);
            seen.Add(Running(last));
        }
        while (seen[^1] is not null);
        Assert.True(seen.Distinct().Count() > 3, $"seen at {string.Join(", ", seen.Distinct())}");
        Assert.Equal(seen[..^1].Order(), seen[..^1]);
        Assert.NotEqual("", last.GetProperty("run").GetProperty("economyDigest").GetString());
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        await run.LeavesNothingRunningAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
    }

    /// <summary>As through <c>ssh -L 8080:localhost:PORT</c>: the browser names the tunnel's port.</summary>
    [LinuxFact]
    public async Task A_port_that_was_chosen_is_reached_through_a_tunnel()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var run = EconomyProcess.Start(folder.Path, [.. Run, "--dashboard-port", $"{port}"]);
        var address = await AddressAsync(run);
        Assert.Equal(port, address.Port);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "localhost:8080";
        using var page = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        run.CtrlC();
        await run.EndAsync();
    }

    [LinuxFact]
    public async Task Watching_changes_no_digest()
    {
        var watched = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", "none", "--dashboard"]);
        var alone = await EconomyProcess.RunAsync(folder.Path, ["run", EconomyProcess.Small, "--chain", "none", "--quiet"]);
        Assert.EndsWith(alone.Output.Split('\n')[0], watched.Output.Split('\n').Single(l => l.StartsWith("economy ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task The_page_of_a_resumed_run_shows_it_from_its_first_tick()
    {
        using (var killed = EconomyProcess.Start(folder.Path, [.. Run, "--checkpoint-every", "40"]))
        {
            await killed.SeeAsync("tick 0");
            await killed.SeeAsync("tick");
            killed.Kill();
            await killed.EndAsync();
        }

        using var run = EconomyProcess.Start(folder.Path, ["resume", "runs/small", "--dashboard"]);
        var address = await AddressAsync(run);
        await run.SeeAsync("going on after tick ");
        var data = await DataAsync(address);
        while (data.GetProperty("exchange").ValueKind == JsonValueKind.Null) data = await DataAsync(address); // Its rows are yet to be read.
        Assert.InRange(data.GetProperty("exchange").GetProperty("ticks").GetInt32(), Running(data)!.Value, Ticks);
        Assert.InRange(Running(data)!.Value, int.Parse(run.Seen[^1].Split(' ')[^1], CultureInfo.InvariantCulture), Ticks);
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private static async Task<Uri> AddressAsync(EconomyProcess run)
    {
        await run.SeeAsync(Announced);
        return new Uri(run.Seen[^1][Announced.Length..]);
    }

    private async Task<JsonElement> DataAsync(Uri address) => JsonDocument.Parse(await http.GetStringAsync(new Uri(address, "data"))).RootElement;

    private static int? Running(JsonElement data) => data.GetProperty("run").GetProperty("running") is { ValueKind: JsonValueKind.Number } tick ? tick.GetInt32() : null;
}
