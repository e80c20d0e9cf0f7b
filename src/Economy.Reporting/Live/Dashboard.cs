using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Economy.Reporting.Html;

namespace Economy.Reporting;

/// <summary>
/// The report of a run that is under way, on a page that keeps itself up to date. Served to this machine alone, from the
/// loopback address; it tells and does nothing else.
/// </summary>
public sealed class Dashboard : IDisposable
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5), Farewell = TimeSpan.FromSeconds(5);
    private readonly HttpListener listener;
    private readonly byte[] page;
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch sinceAsked = new();
    private RunReader? complete;

    private Dashboard(HttpListener listener, Uri address, RunSoFar run, string echartsScript)
    {
        (this.listener, Address, Rows) = (listener, address, run);
        page = Encoding.UTF8.GetBytes(Page.Live($"{run.Manifest.Name} – economy", ReportData.Of(run, run.Tick), echartsScript));
        _ = Task.Run(ServeAsync);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Where the run is to write its rows too, so that the page has them.</summary>
    public RunSoFar Rows { get; }

    /// <summary>Serves the page on a free port.</summary>
    /// <param name="manifest">What is known of the run before it ends.</param>
    /// <param name="echartsScript">As in <see cref="HtmlReport.Write"/>.</param>
    /// <exception cref="HttpListenerException">No port can be had.</exception>
    public static Dashboard Open(RunManifest manifest, string echartsScript)
    {
        for (var tries = 1; ; tries++)
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var listener = new HttpListener { Prefixes = { address.AbsoluteUri } };
            try
            {
                listener.Start();
                return new Dashboard(listener, address, new RunSoFar(manifest), echartsScript);
            }
            catch (HttpListenerException) when (tries < 10)
            {
                listener.Close(); // Somebody else was quicker.
            }
        }
    }

    /// <summary>Lets whoever watches see the complete run before the page goes.</summary>
    /// <param name="folder">The published run.</param>
    public async Task FinishAsync(string folder)
    {
        complete = RunReader.Open(folder);
        if (sinceAsked.IsRunning && sinceAsked.Elapsed < Watched) await Task.WhenAny(told.Task, Task.Delay(Farewell)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The reader has left, or the run has ended.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var answer = context.Response;
        answer.Headers["Cache-Control"] = "no-store";
        var whole = complete;
        var (type, body) = (context.Request.HttpMethod, context.Request.Url?.AbsolutePath) switch
        {
            ("GET", "/") => ("text/html; charset=utf-8", page),
            ("GET", "/data") => ("application/json", JsonSerializer.SerializeToUtf8Bytes(whole is null ? ReportData.Of(Rows, Rows.Tick) : ReportData.Of(whole), JsonSerializerOptions.Web)),
            _ => ("", null),
        };
        if (body is null)
        {
            answer.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        sinceAsked.Restart();
        answer.ContentType = type;
        answer.ContentLength64 = body.Length;
        await answer.OutputStream.WriteAsync(body).ConfigureAwait(false);
        if (whole is not null && type != "text/html; charset=utf-8") told.TrySetResult();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
