using System.CommandLine;
using System.Globalization;
using Economy.Attention;
using Economy.Cli.Allocating;
using Economy.Cli.Running;

namespace Economy.Cli.Commands;

/// <summary><c>economy allocate</c></summary>
internal static class AllocateCommand
{
    private const long MostMatrix = 2_000_000;
    private static readonly Argument<string> File = new("problem")
    {
        Description = """
            Problem file, for n tasks, m pools and K kinds of resource, all real numbers:
            {"bids":[n], "demand":[[n×K]], "capacity":[[m×K]]}, optionally "scores":[[n×m]],
            the value of serving a task wholly at a pool (its bid unless given), and
            "eligible":[[n×m]] (true, false). The answer is {"shares":[[n×m]], "prices":[[m×K]], "welfare":…,
            "bound":…, "certified":…, "passes":…}; beyond 5 million shares they come as
            "sparseShares":[[i, j, share], …]. - reads standard input.
            """,
    };
    private static readonly Option<string> Policy =
        new("--policy") { HelpName = "policy", Description = $"How to share out: {string.Join(", ", Allocators.Names)}.",
            DefaultValueFactory = _ => "attention" };
    private static readonly Option<string?> Tau =
        new("--tau") { HelpName = "number", Description = "Temperature τ, in (0, 10]: 0.03 unless given; 1 for softmax." };
    private static readonly Option<string?> Seed =
        new("--seed") { HelpName = "number",
            Description = "Draws the queue of the policy priority; without it tasks queue in the order of the file." };

    public static Command Create()
    {
        var command = new CommandWithExamples(
            "allocate",
            "Share out capacity among tasks that bid for it: a problem in JSON, an allocation with prices in JSON.",
            "economy allocate problem.json",
            "economy allocate problem.json --policy greedy > allocation.json",
            "generate-problem | economy allocate - --tau 0.01")
        { File, Policy, Tau, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var policy = parsed.GetValue(Policy)!;
        if (PolicyList.Problem(policy) is { } unknown) return Report.BadInput(unknown);
        if (!TryNumber(parsed.GetValue(Tau), out var tau) || tau is <= 0 or > 10)
            return Report.BadInput($"--tau takes a number above 0 and up to 10, not '{parsed.GetValue(Tau)}'");
        var seed = 0UL;
        if (parsed.GetValue(Seed) is { } text && !ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
            return Report.BadInput($"--seed takes a whole number from 0, not '{text}'");
        var options = new AllocationOptions { Threads = Environment.ProcessorCount };
        if (tau is { } given) options = options with { Temperature = given, SoftmaxTemperature = given };
        try
        {
            // Off this thread, so that an interrupt ends even a search for prices that is under way.
            return await Task.Run(() => Run(parsed.GetValue(File)!, policy, options, parsed.GetValue(Seed) is null ? null : seed, cancel),
                cancel).WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("economy: cancelled");
            return ExitCode.Cancelled;
        }
    }

    private static int Run(string file, string policy, AllocationOptions options, ulong? seed, CancellationToken cancel)
    {
        if (file != "-" && !System.IO.File.Exists(file))
            return Report.BadInput(Directory.Exists(file) ? $"{file} is a folder, not a file" : $"there is no file {file}");
        RealProblem problem;
        try
        {
            using var input = file == "-" ? Console.OpenStandardInput()
                : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            problem = ProblemReader.Read(input, file == "-" ? "standard input" : file, cancel);
        }
        catch (ProblemFormatException wrong)
        {
            return Report.BadInput(wrong.Message);
        }

        if (policy == "eisenberg-gale" && (long)problem.Tasks * problem.Pools > MostMatrix)
            return Report.BadInput(
                FormattableString.Invariant(
                    $"{file}: {problem.Tasks} tasks × {problem.Pools} pools; eisenberg-gale takes at most {MostMatrix} pairs. Try --policy attention."));
        if (policy == "priority") problem = problem with { Waited = Queues.Of(problem.Tasks, seed) };
        // Aside, so that what turns out to have no answer has no half of one.
        using var aside = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose);
        try
        {
            using var writer = new AllocationWriter(aside, problem);
            writer.Complete(RealAllocation.Allocate(problem, policy, options, writer.Share));
        }
        catch (Exception beyond) when (beyond is ArgumentException or OverflowException)
        {
            return Report.BadInput(
                $"{file}: prices, welfare or its bound come to more than a computer counts with (1.8e308). Give bids, demand and capacity in larger units.");
        }

        using var output = Console.OpenStandardOutput();
        aside.Position = 0;
        aside.CopyTo(output);
        output.Write("\n"u8);
        return ExitCode.Ok;
    }

    private static bool TryNumber(string? text, out double? number)
    {
        number = null;
        if (text is null) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) || !double.IsFinite(read)) return false;
        number = read;
        return true;
    }
}
