using Economy.Learning;
using Economy.Tests.Engines;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

/// <summary><c>economy devices</c> and <c>--device</c>, as a user meets them.</summary>
public sealed class DevicesTests : IDisposable
{
    private const string NoSource = """<configuration><packageSources><clear /><add key="empty" value="." /></packageSources></configuration>""";
    private readonly TemporaryFolder folder = new();
    private readonly (string, string)[] bare;

    public DevicesTests()
    {
        File.WriteAllText(folder["nuget.config"], NoSource);
        File.Copy(EconomyProcess.Small, folder["small.yaml"]);
        bare = [("ECONOMY_CACHE", folder["cache"]), ("ECONOMY_LIBTORCH", ""), ("LIBTORCH", "")];
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Without_libtorch_the_list_says_how_to_get_it()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["devices"], bare);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("\nlibtorch   none here\n           --device cpu or 'economy devices --fetch' gets libtorch-cpu-", ended.Output, StringComparison.Ordinal);
        Assert.Contains("\ncuda       ", ended.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["cache"]));
    }

    [Fact]
    public async Task Where_it_cannot_be_fetched_the_error_says_what_to_do_and_nothing_is_left()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", "none", "--device", "cpu"], bare);
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith("economy: libtorch could not be fetched from NuGet:\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("NU1101", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Set ECONOMY_LIBTORCH to", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["provisioning.lock"], Directory.GetFileSystemEntries(folder["cache"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_library_that_does_not_load_is_an_error_with_its_place()
    {
        Directory.CreateDirectory(folder["broken"]);
        File.WriteAllText(folder[$"broken/{Economy.Learning.Native.LibtorchSearch.LibraryName("torch_cpu")}"], "no library");
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", "none", "--device", "cpu"], [bare[0], ("ECONOMY_LIBTORCH", folder["broken"])]);
        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith($"economy: libtorch of unknown version at {folder["broken"]} (ECONOMY_LIBTORCH) does not load: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_without_a_GPU_fetches_nothing_and_says_that_the_kernels_compute()
    {
        var ended = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", "none", "--device", "auto", "--ticks", "1", "--checkpoint-every", "1"], bare);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("--device auto: a run with checkpoints; attention on the C# kernels\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_libtorch_the_list_has_it_and_a_run_says_where_it_computes()
    {
        Assert.Null(NeedsLibtorchAttribute.Missing);
        (string, string)[] named = [bare[0], ("ECONOMY_LIBTORCH", Libtorch.Loaded!.Folder)];
        var listed = await EconomyProcess.RunAsync(folder.Path, ["devices"], named);
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));
        Assert.Contains($" at {Libtorch.Loaded.Folder} (ECONOMY_LIBTORCH), TorchSharp 0.107.0\ncpu        torch on the processor: --device cpu\n", listed.Output, StringComparison.Ordinal);
        var ran = await EconomyProcess.RunAsync(folder.Path, ["run", "small.yaml", "--chain", "none", "--device", "cpu", "--ticks", "2"], named);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Contains($"attention on cpu: libtorch ", ran.Output, StringComparison.Ordinal);
    }
}
