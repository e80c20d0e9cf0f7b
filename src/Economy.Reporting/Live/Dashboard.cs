using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Economy.Reporting.Html;
using Economy.Reporting.Live;

namespace Economy.Reporting;

/// <summary>
/// A page on which a run that is under way can be watched and touched: its report, charts of any table, another run beside it, and a slider
/// or switch for every key that may change. Served to this machine alone, from the loopback address, to whoever knows the token in it.
/// </summary>
public sealed class Dashboard : IDisposable
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5), Farewell = TimeSpan.FromSeconds(5);
    private readonly LoopbackServer server;
    private readonly string token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly IRunControls? controls;
    private readonly OtherRun? beside;
    private readonly byte[] page;
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch sinceAsked = new();
    private RunReader? complete;

    private Dashboard(RunSoFar run, DashboardOptions options)
    {
        (Rows, controls, beside) = (run, options.Controls, options.Beside);
        page = Encoding.UTF8.GetBytes(Page.Live($"{run.Manifest.Name} – economy", ReportData.Of(run, run.Tick), options.Echarts));
        server = new LoopbackServer(options.Port, Answer);
    }

    /// <summary>Where the page is; nobody else knows the token in it.</summary>
    public Uri Address => new(server.Address, token + "/");

    /// <summary>Where the run is to write its rows too, so that the page has them.</summary>
    public RunSoFar Rows { get; }

    /// <summary>Serves the page.</summary>
    /// <param name="manifest">What is known of the run before it ends.</param>
    /// <param name="options">What it has, and where it is.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public static Dashboard Open(RunManifest manifest, DashboardOptions options) => new(new RunSoFar(manifest), options);

    /// <summary>Lets whoever watches see the complete run before the page goes.</summary>
    /// <param name="folder">The published run.</param>
    public async Task FinishAsync(string folder)
    {
        complete = RunReader.Open(folder);
        if (sinceAsked.IsRunning && sinceAsked.Elapsed < Watched) await Task.WhenAny(told.Task, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => server.Dispose();

    private PageAnswer? Answer(PageRequest request)
    {
        if (request.Path.Split('/', 3) is not ["", var key, var what]
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(token)))
            return PageAnswer.Text("403 Forbidden",
                "The address of this page ends in a token: take all of it from where the run was started.");
        sinceAsked.Restart();
        return (request.Method, what) switch
        {
            ("GET", "") => new PageAnswer("200 OK", Html, page),
            ("GET", "data") => Report(),
            ("GET", "catalogue") => Catalogue(),
            ("GET", "state") => State(),
            ("GET", "charts") => PageAnswer.Json(request.Query.Split('&').Where(c => c.Length > 0)
                .Select(c => Chart(Uri.UnescapeDataString(c)))),
            ("POST", "touch") when controls is not null => Touch(request.Body),
            _ => null,
        };
    }

    private PageAnswer Report()
    {
        var whole = complete;
        var answer = PageAnswer.Json(whole is null ? ReportData.Of(Rows, Rows.Tick) : ReportData.Of(whole));
        if (whole is not null) told.TrySetResult();
        return answer;
    }

    private PageAnswer Catalogue() => PageAnswer.Json(new
    {
        Tables = LiveCharts.Catalogue(Rows),
        Keys = controls?.Keys ?? [],
        CanTouch = controls is not null,
        Beside = beside?.Manifest.Name,
    });

    private PageAnswer State() => PageAnswer.Json(new
    {
        Run = controls?.Status,
        Rows.Tick,
        IsComplete = complete is not null,
        Beside = beside is null ? null : new { beside.Manifest.Name, beside.Tick, beside.Manifest.Ticks, beside.Manifest.EconomyDigest },
    });

    private object Chart(string chart) => new
    {
        Id = chart,
        Run = LiveCharts.Of(Rows, Rows.Tick, chart),
        Beside = beside is null ? null : LiveCharts.Of(beside, beside.Tick, chart),
    };

    private PageAnswer Touch(byte[] body)
    {
        try
        {
            var asked = JsonSerializer.Deserialize<Touched>(body, JsonSerializerOptions.Web);
            var problem = asked switch
            {
                { Do: "set", Key: { } key, Value: { } value } => controls!.Change(key, value),
                { Do: "take-back", Key: { } key } => Done(() => controls!.TakeBack(key)),
                { Do: "pause" } => Done(controls!.Pause),
                { Do: "go" } => Done(controls!.Go),
                { Do: "step", Number: >= 1 and <= 1_000_000 and var ticks } => Done(() => controls!.Step((int)ticks)),
                { Do: "pace", Number: >= 0 and <= 1_000_000 and var pace } => Done(() => controls!.Pace(pace)),
                _ => "this page knows set, take-back, pause, go, step and pace, with their key, value or number",
            };
            return problem is null ? State() : PageAnswer.Json(new { Problem = problem }, "422 Unprocessable Content");
        }
        catch (JsonException wrong)
        {
            return PageAnswer.Json(new { Problem = wrong.Message }, "400 Bad Request");
        }
    }

    private static string? Done(Action action)
    {
        action();
        return null;
    }

    private sealed record Touched(string? Do, string? Key, string? Value, double? Number);
}

/// <summary>What a dashboard has, and where it is.</summary>
public sealed record DashboardOptions
{
    /// <summary>As in <see cref="HtmlReport.Write"/>.</summary>
    public required string Echarts { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the page can do with the run; null where it can only look.</summary>
    public IRunControls? Controls { get; init; }

    /// <summary>A run to show beside this one.</summary>
    public OtherRun? Beside { get; init; }
}
