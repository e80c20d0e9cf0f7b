using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Economy.Tests.Support;

namespace Economy.Tests.Cli;

/// <summary>How a process ended.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}

/// <summary>
/// The program as a user starts it. On Linux it gets a session of its own, as in a terminal of its own: so everything it
/// starts can be found again, and signalled at once.
/// </summary>
internal sealed class EconomyProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Program =
        [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!, "exec", Built("economy.dll")];

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;
    private readonly BlockingCollection<string> lines = [];
    private readonly List<string> seen = [];

    private EconomyProcess(Process process)
    {
        this.process = process;
        output = ReadAsync(process.StandardOutput);
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>A file of the program, in the folder where users find it built.</summary>
    public static string Built(string file) => Path.Combine(Repository.Root, "src", "Economy.Cli",
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Economy.Tests"), AppContext.BaseDirectory), file);

    /// <summary>Scenario of the tests in this folder.</summary>
    public static string Small { get; } = Path.Combine(Repository.Root, "tests", "Economy.Tests", "Cli", "small.yaml");

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The lines of output up to that which was waited for.</summary>
    public IReadOnlyList<string> Seen => seen;

    /// <summary>Starts the program in a working folder.</summary>
    /// <param name="environment">Variables beside, or in place of, those of the tests.</param>
    public static EconomyProcess Start(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        string[] program = [.. Program, .. arguments];
        return Start(OperatingSystem.IsLinux() ? ["setsid", .. program] : program, folder, environment);
    }

    /// <summary>Starts the program in a terminal; both of its outputs come as one, carriage returns as line feeds.</summary>
    public static EconomyProcess StartInTerminal(string folder, IEnumerable<string> arguments, int columns = 80, string kind = "xterm-256color")
    {
        var command = string.Join(' ', Program.Concat(arguments).Select(word => $"'{word}'"));
        return Start(["script", "--quiet", "--return", "--command", $"stty columns {columns} rows 24; {command}", "/dev/null"], folder, [("TERM", kind)]);
    }

    /// <summary>Runs the program to its end from a shell that has done something before, such as setting a limit.</summary>
    public static async Task<Ended> RunAfterAsync(string shell, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(["setsid", "sh", "-c", $"{shell}; exec \"$@\"", "sh", .. Program, .. arguments], folder, environment);
        return await process.EndAsync();
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(folder, arguments, environment);
        return await process.EndAsync();
    }

    /// <summary>Waits for a line of output that begins with a text.</summary>
    public async Task SeeAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(Patience);
        var met = false;
        try
        {
            met = await Task.Run(() => lines.GetConsumingEnumerable(patience.Token).Any(line =>
            {
                seen.Add(line);
                return line.StartsWith(beginning, StringComparison.Ordinal);
            }));
        }
        catch (OperationCanceledException)
        {
            Kill();
            Assert.Fail($"no line began with '{beginning}' in {Patience}: {await EndAsync()}");
        }

        Assert.True(met, $"no line began with '{beginning}': {(met ? "" : await EndAsync())}");
    }

    /// <summary>Waits until it has ended.</summary>
    public async Task<Ended> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal to it alone.</summary>
    public void Signal(PosixSignal signal) => Assert.Equal(0, Kill(Id, Number(signal)));

    /// <summary>Sends the interrupt signal to it and all it has started, as a terminal does on Ctrl-C.</summary>
    /// <returns>False where nobody was left to receive it.</returns>
    public bool CtrlC() => Kill(-Id, Number(PosixSignal.SIGINT)) == 0;

    /// <summary>Stops it where it stands, until it is told to go on.</summary>
    public void Pause() => Assert.Equal(0, Kill(Id, 19));

    /// <summary>Lets it go on.</summary>
    public void GoOn() => Assert.Equal(0, Kill(Id, 18));

    /// <summary>Ends it without a warning.</summary>
    public void Kill() => Assert.Equal(0, Kill(Id, 9));

    /// <summary>Waits, for some seconds at most, until nothing of its session is alive.</summary>
    public async Task LeavesNothingRunningAsync()
    {
        var deadline = Stopwatch.StartNew();
        while (Session(Id).Any() && deadline.Elapsed < TimeSpan.FromSeconds(8)) await Task.Delay(50);
        Assert.Empty(Session(Id));
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static EconomyProcess Start(string[] program, string folder, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program[0], program[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new EconomyProcess(Process.Start(start)!);
    }

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var all = new StringWriter { NewLine = "\n" };
        while (await reader.ReadLineAsync() is { } line)
        {
            await all.WriteLineAsync(line);
            lines.Add(line);
        }

        lines.CompleteAdding();
        return all.ToString();
    }

    /// <summary>The living processes of a session: a dead one that nobody has reaped yet does not count.</summary>
    private static IEnumerable<string> Session(int id)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            if (fields[0] is not ("Z" or "X") && fields[3] == id.ToString(CultureInfo.InvariantCulture)) yield return stat;
        }
    }

    private static int Number(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        PosixSignal.SIGHUP => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}

/// <summary>A fact about sessions, signals or mounts, which are Linux's; skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = LinuxOnly.Reason;
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = LinuxOnly.Reason;
}

internal static class LinuxOnly
{
    public static string? Reason { get; } = OperatingSystem.IsLinux() ? null : "process sessions and their signals are tried on Linux only";
}
