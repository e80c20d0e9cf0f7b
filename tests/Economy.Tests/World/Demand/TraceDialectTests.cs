using System.IO.Compression;
using Economy.World.Demand.Traces;
using Economy.Tests.Cli;

namespace Economy.Tests.World.Demand;

/// <summary>A trace is the same trace after a round through R, pandas, a spreadsheet or gzip; what cannot be read is refused with what to do.</summary>
public sealed class TraceDialectTests
{
    private const string Pods = OpenbFiles.PodHeader
        + "p,1000,512,1,500,T4|P100,LS,Running,100,160,110\nq,427061,2048,0,0,,BE,Failed,120,,130\n";

    public static TheoryData<string, Func<string, string>> Dialects => new()
    {
        { "R: quotes, row names, NA", csv => Cells(csv, (row, cells) => (row == 0 ? "\"\"," : $"\"{row}\",") + string.Join(',', cells.Select(c => c.Length == 0 ? "NA" : $"\"{c}\""))) },
        { "pandas: an index, decimals", csv => Cells(csv, (row, cells) => (row == 0 ? "," : $"{row - 1},") + string.Join(',', cells.Select(c => c.All(char.IsDigit) && c.Length > 0 ? c + ".0" : c))) },
        { "R: scientific notation", csv => csv.Replace("427061", "4.27061e+05", StringComparison.Ordinal).Replace("1000,", "1e+03,", StringComparison.Ordinal) },
        { "a spreadsheet: semicolons, CR LF, a mark", csv => "\uFEFF" + csv.Replace(',', ';').Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "tabs", csv => csv.Replace(',', '\t') },
        { "Python: None", csv => csv.Replace(",,", ",None,", StringComparison.Ordinal) },
        { "an empty line at the end", csv => csv + "\n\n" },
        { "a quoted line break and a quoted quote in a column that nobody reads", csv => csv.Replace("Failed", "\"Fai\nled, \"\"twice\"\"\"", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public void A_trace_means_the_same_in_every_dialect(string name, Func<string, string> rewrite)
    {
        using var plain = new OpenbFiles(Pods);
        using var other = new OpenbFiles(rewrite(Pods));
        var (expected, read) = (plain.Read().Require(), other.Read());
        Assert.True(read.Value is not null, $"{name}: {read.Error}");
        Assert.Empty(read.Value.Malformed);
        Assert.Equal(expected.Pods.Select(Shown), read.Value.Pods.Select(Shown));
    }

    [Fact]
    public void A_trace_may_be_compressed_and_lie_in_the_publishers_folder()
    {
        using var files = new OpenbFiles(Pods);
        Directory.CreateDirectory(Path.Combine(files.Folder, "csv"));
        foreach (var (from, to) in new[] { (files.Pods, "openb_pod_list_gpuspec33.csv.gz"), (files.Nodes, "openb_node_list_all_node.csv.gz") })
        {
            using (var packed = new GZipStream(File.Create(Path.Combine(files.Folder, "csv", to)), CompressionLevel.Fastest)) packed.Write(File.ReadAllBytes(from));
            File.Delete(from);
        }

        File.WriteAllText(Path.Combine(files.Folder, "csv", "licences.csv"), "a,b\n1,2\n");
        File.WriteAllBytes(Path.Combine(files.Folder, "csv", "broken.csv"), [0x28, 0xb5, 0x2f, 0xfd, 1, 2]);
        var read = TraceInspection.Read(files.Folder, new OpenbOptions { WindowStart = 0 }, [1]).Require();
        Assert.Equal(["an openb node list", "an openb pod list"], read.Select(f => f.Format));
        Assert.Contains("load at capacity scale 1", read[1].Findings.Select(f => f.Topic));
        Assert.Contains("licences.csv", read[^1].Remarks[^1], StringComparison.Ordinal);
        Assert.Contains("broken.csv (it is compressed with zstd", read[^1].Remarks[^1], StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task A_pipe_is_read_once()
    {
        using var files = new OpenbFiles(Pods);
        var pipe = Path.Combine(files.Folder, "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) await made.WaitForExitAsync();
        var writing = Task.Run(() => File.WriteAllText(pipe, Pods)); // To open a pipe takes both ends.
        var read = TraceInspection.Read(pipe, new OpenbOptions { WindowStart = 0 }, []).Require();
        await writing;
        Assert.Equal(2, read.Single()["rows", "pods"]);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4b, 3, 4 }, "unzip")]
    [InlineData(new byte[] { 0x42, 0x5a, 0x68, 0x39 }, "bzip2 -d")]
    [InlineData(new byte[] { 0xfd, 0x37, 0x7a, 0x58 }, "xz -d")]
    [InlineData(new byte[] { 0x50, 0x41, 0x52, 0x31 }, "to_csv")]
    [InlineData(new byte[] { 0x1f, 0x8b, 8, 0, 1, 2, 3 }, "")]
    public void What_is_packed_in_another_way_is_refused_with_what_to_do(byte[] start, string remedy)
    {
        using var files = new OpenbFiles();
        File.WriteAllBytes(files.Pods, [.. start, .. new byte[100]]);
        var error = TraceInspection.Read(files.Pods, new OpenbOptions(), []).Error;
        Assert.Contains(remedy, error!.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-11-16 18:15:46.6805900", true)]
    [InlineData("2023-11-16T18:15:46Z", true)]
    [InlineData("2023-11-16 18:15:46.680590012+00:00", true)]
    [InlineData("2023-11-16T20:15:46+02:00", true)]
    [InlineData("05/10/2024", false)]
    [InlineData("05/10/2024 18:15:46", false)]
    [InlineData("18:15:46", false)]
    [InlineData("16 Nov 2023 18:15", false)]
    [InlineData("2023-13-16 18:15:46", false)]
    [InlineData("1700158546", false)]
    public void Dates_are_iso_or_refused(string date, bool isFine)
    {
        using var files = new OpenbFiles($"TIMESTAMP,ContextTokens,GeneratedTokens\n{date},374,44\n2023-11-16 18:15:47,1,1\n");
        var read = TraceInspection.Read(files.Pods, new OpenbOptions { MalformedShare = 0.4 }, []);
        if (isFine) Assert.InRange(read.Require().Single()["window", "length"], 1, 2);
        else Assert.Contains($"TIMESTAMP: expected an ISO date and time, as 2023-11-16 18:15:46, found '{date}'", read.Error!.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_fill_the_memory()
    {
        using var files = new OpenbFiles(OpenbFiles.PodHeader + "\"p,1000,512\n" + new string('x', 200_000));
        Assert.Contains("a quote that is not closed", files.Read().Error!.Remedy, StringComparison.Ordinal);
    }

    private static string Shown(OpenbPod pod) => $"{pod with { GpuModels = [] }} {string.Join('|', pod.GpuModels)}";

    private static string Cells(string csv, Func<int, string[], string> row) =>
        string.Concat(csv.TrimEnd('\n').Split('\n').Select((line, i) => row(i, line.Split(',')) + "\n"));
}
