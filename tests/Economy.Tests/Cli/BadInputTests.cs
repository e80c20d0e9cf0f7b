using Economy.Tests.World.Demand;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary>What is wrong is said in one message on standard error, with the right exit code; nothing is started, nothing left.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public BadInputTests()
    {
        File.Copy(EconomyProcess.Small, folder["small.yaml"]);
        File.WriteAllText(folder["wrong.yaml"], "setlement: {}\n" + File.ReadAllText(EconomyProcess.Small));
        File.WriteAllText(folder["notes.txt"], "no trace\n");
        File.WriteAllText(folder["file"], "");
    }

    public static TheoryData<string, int, string> CommandLines() => new()
    {
        { "", 2, "economy: Required command was not provided.\nTry: economy --help\n" },
        { "rnu small.yaml", 2, "economy: there is no command rnu; did you mean 'run'?\nTry: economy --help\n" },
        { "run", 2, "economy: Required argument 'scenario' missing for command: 'run'.\nTry: economy run --help\n" },
        { "run --theads 2 small.yaml", 2, "economy: there is no option --theads; did you mean '--threads'?\nTry: economy run --help\n" },
        { "run small.yaml --frobnicate", 2, "economy: there is no option --frobnicate\nTry: economy run --help\n" },
        { "run small.yaml other.yaml", 2, "economy: other.yaml is one argument too many\nTry: economy run --help\n" },
        { "run small.yaml --threads many", 2, "economy: Cannot parse argument 'many' for option '--threads'\nTry: economy run --help\n" },
        { "run small.yaml --threads 0", 2, "economy: --threads and --cells take whole numbers from 1.\n" },
        { "run small.yaml --cells -3", 2, "economy: --threads and --cells take whole numbers from 1.\n" },
        { "run small.yaml --device gpu", 2, "economy: --device 'gpu' is not known: auto, cpu, cuda or cuda:n. 'economy devices' lists what there is.\n" },
        { "run small.yaml --device cuda:", 2, "economy: --device 'cuda:' is not known: auto, cpu, cuda or cuda:n. " },
        { "train small.yaml --out m.safetensors --device cuda:7", 2, "economy: --device 'cuda:7' is not there: " },
        { "run small.yaml --device cpu --precision float8", 2, "economy: --precision 'float8' is not known: float32, float64, tf32, bf16.\n" },
        { "run small.yaml --device cpu --checkpoint-every 2", 2, "economy: --checkpoint-every needs the C# kernels: " },
        { "run small.yaml --out ''", 2, "economy: an argument is empty\nTry: economy run --help\n" },
        { "run small.yaml --seed 1 --seed 2", 2, "economy: Option '--seed' expects a single argument but 2 were provided.\nTry: economy run --help\n" },
        { "run smal.yaml", 2, "smal.yaml: there is no such file\n  did you mean 'small.yaml'?\n1 error\n" },
        { "run nowhere/small.yaml", 2, "nowhere/small.yaml: there is no such file\n  there is no folder nowhere either\n1 error\n" },
        { "run .", 2, ".: this is a folder\n  expected: a scenario file\n1 error\n" },
        { "run small.yaml --dashboard --quiet", 2, "economy: --dashboard says where its page is, which --quiet and --json do not let it.\n" },
        { "train small.yaml", 2, "economy: Option '--out' is required.\nTry: economy train --help\n" },
        { "train small.yaml --out nowhere/m.safetensors", 2, "economy: the model cannot be written to " },
        { "train small.yaml --out m.safetensors --ticks 0", 2, "economy: --ticks, --held-out and --threads take whole numbers from 1, --epochs from 0.\n" },
        { "train small.yaml --out m.safetensors", 2, "economy: small.yaml has no section quality" },
        { "run wrong.yaml", 2, "wrong.yaml:1:1: the scenario has no key 'setlement'\n" },
        { "run small.yaml --ticks -1", 2, "--set ticks=-1: ticks is -1, which is too small\n" },
        { "run small.yaml --seed x", 2, "--set seed=x: " },
        { "run small.yaml --set ticks", 2, "--set ticks: an override needs a key and a value\n" },
        { "run small.yaml --set money.transactionTex=1", 2, "--set money.transactionTex=1: " },
        { "run small.yaml --set allocation.policy=fair", 2, "--set allocation.policy=fair: allocation.policy cannot be 'fair'\n" },
        { "run small.yaml --name a/b", 2, "--set name=a/b: the name 'a/b' cannot be the name of a folder\n" },
        { "run small.yaml --chain ropsten", 2, "--set chain=ropsten: chain cannot be 'ropsten'\n" },
        { "run small.yaml --set demand.source=openb", 2, "economy: the scenario replays the openb trace, which is not part of it." },
        { "run small.yaml --set demand.source=openb --data nowhere", 2, "economy: the trace cannot be replayed.\nnowhere/openb_pod_list_gpuspec33.csv: expected a readable file, an openb pod list, found no such file\n" },
        { "run small.yaml --chain http://127.0.0.1:1", 1, "economy: No Ethereum node at http://127.0.0.1:1: Connection refused (127.0.0.1:1)\n  Check that the node runs" },
        { "run small.yaml --out file", 1, "economy: FOLDER/file: " },
        { "run small.yaml --out file/below", 1, "economy: FOLDER/file/below: " },
        { "allocate nowhere.json", 2, "economy: there is no file nowhere.json\n" },
        { "allocate .", 2, "economy: . is a folder, not a file\n" },
        { "allocate notes.txt", 2, "economy: notes.txt:1: this is not JSON: 'no trace ' is an invalid JSON literal." },
        { "allocate file --policy atention", 2, "economy: there is no policy atention; did you mean 'attention'? known: attention, " },
        { "allocate file --tau 0", 2, "economy: --tau takes a number above 0 and up to 10, not '0'\n" },
        { "allocate file --tau NaN", 2, "economy: --tau takes a number above 0 and up to 10, not 'NaN'\n" },
        { "allocate file --seed 1.5", 2, "economy: --seed takes a whole number from 0, not '1.5'\n" },
        { "compare small.yaml --policies greedy,atention", 2, "economy: --policies: there is no policy atention; did you mean 'attention'? known: attention, " },
        { "compare small.yaml --seeds 1-20", 2, "economy: --seeds takes whole numbers and ranges, as in 1..20 or 1,4,7..9, not '1-20'\n" },
        { "compare small.yaml --seeds 9..2", 2, "economy: --seeds 9..2: the range ends before it begins; did you mean 2..9?\n" },
        { "compare small.yaml --seeds 1..1000000000000", 2, "economy: --seeds 1..1000000000000: these are more than 100000 seeds\n" },
        { "compare small.yaml --baseline equa", 2, "economy: --baseline equa is not among the policies compared: equal, " },
        { "compare small.yaml --vary ticks", 2, "economy: --vary takes a key and numbers, as in demand.capacityScale=0.0083,0.0039, not 'ticks'\n" },
        { "compare small.yaml --vary tics=1,2", 2, "--set tics=1: " },
        { "compare small.yaml --vary seed=1,2", 2, "economy: --vary seed: every run is made with the seeds of --seeds" },
        { "compare small.yaml --vary settlement.lagTicks=1,2", 2, "economy: --vary settlement.lagTicks: the economy is the same at 1 and at 2" },
        { "run small.yaml --name a.unfinished", 2, "--set name=a.unfinished: a run cannot have a name that ends in .unfinished" },
        { "run small.yaml --name ☃", 2, "--set name=☃: " },
        { "run small.yaml --dashboard-port 70000", 2, "economy: --dashboard-port takes a number from 1 to 65535.\n" },
        { "compare small.yaml --misreport 0", 2, "economy: --misreport takes a whole number from 1\n" },
        { "compare smal.yaml", 2, "smal.yaml: there is no such file\n" },
        { "validate", 2, "economy: Required argument 'files' missing for command: 'validate'.\nTry: economy validate --help\n" },
        { "verify nowhere", 2, "economy: there is no folder nowhere\n" },
        { "verify file", 2, "economy: there is no folder file\n" },
        { "verify .", 2, "economy: . holds no run: " },
        { "data inspect nowhere", 2, "economy: nowhere: expected a readable trace file, found no such file\n" },
        { "data inspect notes.txt", 2, "economy: notes.txt:1: expected a trace file, found the first line 'no trace'\n" },
        { "node --port 65536", 2, "economy: --port takes a whole number from 0 to 65535.\n" },
        { "node --chain geth", 2, "economy: Argument 'geth' not recognized. Must be one of:" },
        { "chain status localhost:8545", 2, "economy: localhost:8545 is no http or https URL, such as http://127.0.0.1:8545\n" },
        { "chain status http://127.0.0.1:1", 1, "economy: No Ethereum node at http://127.0.0.1:1: Connection refused" },
        { "chain status http://127.0.0.1:1 --settlement 0x12", 2, "economy: --settlement takes an address of 40 hexadecimal digits after 0x, not 0x12\n" },
        { "schema --write-doc", 2, "economy: there is no option --write-doc; did you mean '--write-docs'?\nTry: economy schema --help\n" },
    };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_wrong_command_line_is_refused(string line, int exitCode, string message)
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word));

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.StartsWith(message.Replace("FOLDER", folder.Path, StringComparison.Ordinal), ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        AssertNothingKept();
    }

    [Theory]
    [InlineData("<html>hello</html>", "does not speak Ethereum's JSON-RPC: its answer is not JSON")]
    [InlineData("{\"fine\":true}", "does not speak Ethereum's JSON-RPC: ")]
    [InlineData("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}]", "has id 1, which is not that of a local test chain.")]
    public async Task An_address_without_a_local_Ethereum_node_is_refused(string answer, string message)
    {
        using var server = new AnsweringServer(answer);
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", server.Url]);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(server.Url + " " + message, ended.Error, StringComparison.Ordinal);
        Assert.Equal(2, ended.Error.TrimEnd().Split('\n').Length);
        AssertNothingKept();
    }

    [Theory]
    [InlineData("1000,512,1", ":2: expected a whole last row, found a file cut off in the middle of it")]
    [InlineData("p,1000,512,1,500,,LS,Running,100,160,110\nq,1000\n", ":3: expected at most 1% of the rows malformed, found 1 of 2")]
    public async Task A_damaged_trace_is_refused_with_its_place(string rows, string message)
    {
        using var trace = new OpenbFiles(OpenbFiles.PodHeader + rows);
        File.Move(trace.Pods, Path.Combine(trace.Folder, "openb_pod_list_gpuspec33.csv"));
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--set", "demand.source=openb", "--data", trace.Folder]);

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith($"economy: the trace cannot be replayed.\n{trace.Folder}/openb_pod_list_gpuspec33.csv{message}", ended.Error, StringComparison.Ordinal);
        AssertNothingKept();
    }

    [Fact]
    public async Task Anvil_is_named_where_it_is_not_installed()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", "anvil"], ("PATH", folder.Path), ("ECONOMY_CACHE", folder["cache"]));

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith("economy: anvil is not installed, or not on the search path, and without npm it cannot be fetched.\n  Install Foundry", ended.Error, StringComparison.Ordinal);
        AssertNothingKept();
    }

    [Fact]
    public async Task Without_Node_a_run_on_a_chain_says_what_to_install_and_one_without_goes_on_without_a_report()
    {
        using var clone = new SmallClone();
        (string, string)[] bare = [("PATH", folder.Path), ("ECONOMY_CACHE", clone.Cache)];
        var onChain = await EconomyProcess.RunAsync(clone.Path, ["run", "small.yaml"], bare);

        Assert.Equal(1, onChain.ExitCode);
        Assert.Equal("economy: Node is not installed, or not on the search path.\n  Install Node.js 22.13 or newer, which brings npm along, and run again.\n", onChain.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(clone.Path, "runs")));

        var books = await EconomyProcess.RunAsync(clone.Path, ["run", "small.yaml", "--chain", "none"], bare);
        Assert.True(books.ExitCode == 0, books.ToString());
        Assert.Contains("no report.html: Node is not installed", books.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(clone.Path, "runs", "small", "report.html")));
    }

    [Fact]
    public async Task What_is_not_a_run_is_never_replaced()
    {
        Directory.CreateDirectory(folder["runs/small"]);
        File.WriteAllText(folder["runs/small/thesis.txt"], "years of work");
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml"]);

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith($"economy: {folder["runs/small"]}: something that is not a run stands here\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["small"], Directory.EnumerateFileSystemEntries(folder["runs"]).Select(Path.GetFileName));
        Assert.Equal("years of work", File.ReadAllText(folder["runs/small/thesis.txt"]));
    }

    [LinuxFact]
    public async Task A_run_whose_folder_is_removed_fails()
    {
        using var process = EconomyProcess.Start(folder.Path, ["run", "small.yaml", "--ticks", "100000"]);
        await process.SeeAsync("tick 0/");
        Directory.Delete(folder["runs"], recursive: true);
        var ended = await process.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("the folder was removed while the run was writing to it", ended.Error, StringComparison.Ordinal);
        AssertNothingKept();
    }

    [TmpfsFact]
    public async Task A_full_disk_fails_the_run_and_leaves_nothing()
    {
        Directory.CreateDirectory(folder["runs"]);
        Assert.True(TmpfsFactAttribute.Mount(folder["runs"]));
        try
        {
            var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--ticks", "400"]);

            Assert.Equal(1, ended.ExitCode);
            Assert.Contains(": the disk is full\n  Free some space", ended.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder["runs"]));
        }
        finally
        {
            TmpfsFactAttribute.Run("umount", folder["runs"]);
        }
    }

    [TmpfsFact]
    public async Task A_folder_that_cannot_be_written_fails_the_run()
    {
        Directory.CreateDirectory(folder["runs"]);
        Assert.True(TmpfsFactAttribute.Mount(folder["runs"]) && TmpfsFactAttribute.Run("mount", "-o", "remount,ro", folder["runs"]));
        try
        {
            var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml"]);

            Assert.Equal(1, ended.ExitCode);
            Assert.StartsWith($"economy: {folder["runs"]}", ended.Error, StringComparison.Ordinal);
            Assert.Contains("Choose another output folder", ended.Error, StringComparison.Ordinal);
        }
        finally
        {
            TmpfsFactAttribute.Run("umount", folder["runs"]);
        }
    }

    public void Dispose() => folder.Dispose();

    private void AssertNothingKept() =>
        Assert.False(Directory.Exists(folder["runs"]) && Directory.EnumerateFileSystemEntries(folder["runs"]).Any());
}
