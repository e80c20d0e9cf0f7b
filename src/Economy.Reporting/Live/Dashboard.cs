using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Economy.Reporting.Html;
using Economy.Reporting.Live;

namespace Economy.Reporting;

/// <summary>
/// The report of a run that is under way, on a page that keeps itself up to date. Served to this machine alone, from the
/// loopback address; it tells and does nothing else.
/// </summary>
public sealed class Dashboard : IDisposable
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5), Farewell = TimeSpan.FromSeconds(5);
    private readonly LoopbackServer server;
    private readonly byte[] page;
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch sinceAsked = new();
    private RunReader? complete;

    private Dashboard(RunSoFar run, string echartsScript, int port)
    {
        Rows = run;
        page = Encoding.UTF8.GetBytes(Page.Live($"{run.Manifest.Name} – economy", ReportData.Of(run, run.Tick), echartsScript));
        server = new LoopbackServer(port, Answer);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => server.Address;

    /// <summary>Where the run is to write its rows too, so that the page has them.</summary>
    public RunSoFar Rows { get; }

    /// <summary>Serves the page.</summary>
    /// <param name="manifest">What is known of the run before it ends.</param>
    /// <param name="echartsScript">As in <see cref="HtmlReport.Write"/>.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public static Dashboard Open(RunManifest manifest, string echartsScript, int port = 0) =>
        new(new RunSoFar(manifest), echartsScript, port);

    /// <summary>Lets whoever watches see the complete run before the page goes.</summary>
    /// <param name="folder">The published run.</param>
    public async Task FinishAsync(string folder)
    {
        complete = RunReader.Open(folder);
        if (sinceAsked.IsRunning && sinceAsked.Elapsed < Watched) await Task.WhenAny(told.Task, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => server.Dispose();

    private (string Type, byte[] Body)? Answer(string path)
    {
        if (path is not ("/" or "/data")) return null;
        sinceAsked.Restart();
        if (path == "/") return (Html, page);
        var whole = complete;
        var body = JsonSerializer.SerializeToUtf8Bytes(whole is null ? ReportData.Of(Rows, Rows.Tick) : ReportData.Of(whole),
            JsonSerializerOptions.Web);
        if (whole is not null) told.TrySetResult();
        return ("application/json", body);
    }
}
