using System.Diagnostics;
using Economy.Chain.Accounts;

namespace Economy.Chain.Processes;

/// <summary>
/// A child that cannot outlive this process: it runs under Node with its standard input held open here, and exits when that
/// ends, however this process dies. It ignores the signals that reach parent and child alike when a user interrupts or a
/// terminal closes, so that the parent can finish its work with it first.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string Leash =
        "data:text/javascript,process.stdin.on('end',()=>process.exit(0)).resume().unref();for(const s of['SIGINT','SIGTERM','SIGHUP'])process.on(s,()=>{})";
    private const int Interrupted = 128 + 2;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly OutputTail errors = new();
    private readonly Task draining;
    private bool isDisposed;

    private NodeProcess(Process process, Func<StreamReader, Task> readOutput)
    {
        (this.process, Id) = (process, process.Id);
        draining = Task.WhenAll(readOutput(process.StandardOutput), errors.ReadAsync(process.StandardError));
    }

    /// <summary>The operating system's number for it, also when it is gone.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended, of itself or not.</summary>
    public bool HasExited => isDisposed || process.HasExited;

    /// <summary>Memory that it and the processes it has started hold, bytes; 0 once it has ended.</summary>
    public long ResidentBytes => HasExited ? 0 : ResidentMemory.Of(process);

    /// <summary>Its last words on standard error, redacted.</summary>
    public string ErrorTail => errors.ToString();

    /// <param name="node">Path of the Node binary.</param>
    /// <param name="arguments">The script and what it takes.</param>
    /// <param name="readOutput">Must read standard output to its end, or the child will stall.</param>
    /// <param name="leashed">False only for a Node so old (before 20) that it knows no <c>--import</c>.</param>
    public static NodeProcess Start(string node, IEnumerable<string> arguments, string workingFolder, Func<StreamReader, Task> readOutput,
        bool leashed = true)
    {
        var start = new ProcessStartInfo(node)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (leashed) foreach (var argument in (string[])["--import", Leash]) start.ArgumentList.Add(argument);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["PATH"] = Path.GetDirectoryName(node) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["NO_COLOR"] = "1";
        start.Environment["HARDHAT_DISABLE_TELEMETRY_PROMPT"] = "true";
        start.Environment.Remove("NODE_OPTIONS");
        start.Environment.Remove(SigningKey.Variable);
        return new NodeProcess(Process.Start(start)!, readOutput);
    }

    /// <summary>Runs a script to its end.</summary>
    /// <returns>The exit code and the last lines of both outputs.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string node, IEnumerable<string> arguments, string workingFolder, CancellationToken cancel, bool leashed = true)
    {
        var output = new OutputTail();
        var child = Start(node, arguments, workingFolder, output.ReadAsync, leashed);
        await using (child.ConfigureAwait(false))
        {
            await child.WaitForExitAsync(cancel).ConfigureAwait(false);
            await child.draining.ConfigureAwait(false);
            return (child.process.ExitCode,
                string.Join(Environment.NewLine, new[] { output.ToString(), child.ErrorTail }.Where(t => t.Length > 0)));
        }
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task WaitForExitAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        // Interrupted before it could ignore that: so was this process, which is about to hear of it.
        if (process.ExitCode == Interrupted) await Task.Delay(Grace, cancel).ConfigureAwait(false);
    }

    /// <summary>Lets go of its input, waits for it to exit, kills it if it does not, and reaps it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        try
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(Grace);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await draining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process.Dispose();
    }
}
