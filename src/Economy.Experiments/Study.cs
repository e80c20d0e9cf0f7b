using Economy.Core.Scenarios;
using Economy.Experiments.Designs;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments;

/// <summary>A study as a script: its arguments, folder and progress, and what its end means to a shell.</summary>
public sealed class Study
{
    private readonly StudyOptions options;
    private readonly CancellationToken cancellation;

    private Study(string name, StudyOptions options, CancellationToken cancellation)
    {
        this.options = options;
        this.cancellation = cancellation;
        Root = RepositoryAbove(AppContext.GetData("EntryPointFileDirectoryPath") as string) ?? RepositoryAbove(Environment.CurrentDirectory)
            ?? RepositoryAbove(Environment.GetEnvironmentVariable(RootVariable))
            ?? throw new InvalidDataException(
                $"There is no clone of the repository above the script, nor above the current folder: run the study from within a clone, "
                    + $"or set {RootVariable} to its folder.");
        Folder = Path.GetFullPath(options.Out ?? Path.Combine(Root, "runs", "studies", name));
        if (options.IsSmoke) Folder = Path.Combine(Folder, "smoke");
    }

    /// <summary>Names the clone, for a script that lies elsewhere and is run from elsewhere.</summary>
    public const string RootVariable = "ECONOMY_ROOT";

    /// <summary>The repository: above the script, above the current folder, or where <see cref="RootVariable"/> says.</summary>
    public string Root { get; }

    /// <summary>Where results go.</summary>
    public string Folder { get; }

    /// <summary>Runs at a time.</summary>
    public int Threads => options.Threads;

    /// <summary>Ticks of a run: those that the command line asks for.</summary>
    /// <param name="own">Those of the study where it does not.</param>
    public int Ticks(int own) => options.Ticks ?? own;

    /// <summary>Ends what the study does, when it is interrupted.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The same as the other, for a body that asks the study itself whether it is interrupted.</summary>
    public static Task<int> RunAsync(string name, string[] args, Func<Study, Task<bool>> body, int seeds = 30) =>
        RunAsync(name, args, (study, _) => body(study), seeds);

    /// <summary>Begins a sweep over a scenario.</summary>
    /// <param name="scenario">File in <c>scenarios/</c> of the repository, or a path.</param>
    /// <param name="sets">Keys that are other than in the file in all settings, each <c>key=value</c>.</param>
    public StudySweep On(string scenario, params string[] sets) =>
        new(this, Path.Combine(Root, "scenarios", scenario) is var shipped && File.Exists(shipped) ? shipped : scenario, sets);

    /// <summary>Runs what is missing of a sweep, and tells what came of it.</summary>
    internal StudyData Run(Sweep sweep, DesignTable design)
    {
        Console.WriteLine($"{design.Settings.Count} settings × {options.Seeds} seeds on {options.Threads} threads → {sweep.File}");
        var progress = new StudyProgress(Console.Out, !Console.IsOutputRedirected);
        var data = sweep.Run(design, [.. Enumerable.Range(1, options.Seeds).Select(seed => (ulong)seed)],
            progress.Report, cancellation);
        foreach (var (run, error) in data.Failures)
            Console.Error.WriteLine($"failed: {string.Join(", ", design.Settings[run.Setting])}, seed {run.Seed}: {error}");
        Console.WriteLine("Means over the seeds ± half the 95 % confidence interval (Student's t):");
        StudyTable.Write(Console.Out, data);
        return data;
    }

    /// <summary>Runs a study. Ctrl-C ends it; the same command goes on where it stopped.</summary>
    /// <param name="name">Name of its folder under <c>runs/studies</c>.</param>
    /// <param name="args">Command line, see <see cref="StudyOptions"/>.</param>
    /// <param name="body">What it does; gives back whether all of it worked. Throws <see cref="InvalidDataException"/> where its input is
    /// wrong.</param>
    /// <param name="seeds">Runs per setting where the command line does not say.</param>
    /// <returns>Exit code: 0 all is well, 1 a run failed, 2 the arguments, the scenario or the results file cannot be used, 130
    /// interrupted.</returns>
    public static async Task<int> RunAsync(string name, string[] args, Func<Study, CancellationToken, Task<bool>> body, int seeds = 30)
    {
        var options = StudyOptions.Parse(args, out var problem, seeds);
        if (problem is not null) return Tell(2, $"{problem}\n{StudyOptions.Help}");
        using var interrupted = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            return await body(new Study(name, options, interrupted.Token), interrupted.Token).ConfigureAwait(false) ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            return Tell(130, "\nInterrupted. The finished runs are kept: the same command goes on from there.");
        }
        catch (Exception wrong) when (wrong is StudyFileException or InvalidDataException)
        {
            return Tell(2, wrong.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException || IsOurs(failure))
        {
            return Tell(1, failure.Message);
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    /// <summary>The scenario as the study runs it: in the books alone, with the ticks asked for.</summary>
    public Scenario Adapt(Scenario scenario) => scenario with { Chain = "none", Ticks = options.Ticks ?? scenario.Ticks };

    /// <summary>What the project itself throws is worded for the user; anything else is a bug and shows its trace.</summary>
    private static bool IsOurs(Exception failure) =>
        failure.GetType().Assembly.GetName().Name!.StartsWith("Economy.", StringComparison.Ordinal);

    private static string? RepositoryAbove(string? folder)
    {
        for (var at = string.IsNullOrEmpty(folder) ? null : new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Economy.sln"))) return at.FullName;
        return null;
    }

    private static int Tell(int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
