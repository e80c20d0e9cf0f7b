using Economy.World.Demand.Traces;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.World.Demand;

public sealed class WrongTraceTests
{
    private const string Row = "p,1000,512,1,500,,LS,Running,100,160,110\n";
    private const string PodOrigin = "openb_pod_list_*.csv of Alibaba's cluster-trace-gpu-v2023";

    private static string ErrorOf(string pods, double malformedShare = 0.01)
    {
        using var files = new OpenbFiles(pods);
        var error = files.Read(malformedShare: malformedShare).Error;
        Assert.NotNull(error);
        return error.ToString().Replace(files.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_said_to_be_empty() => Assert.Equal(
        $"pods.csv:1: expected the header {string.Join(',', TraceFormat.OpenbPods.Columns)}, found an empty file\n  Fetch the file again: {PodOrigin}.", ErrorOf(""));

    [Fact]
    public void A_file_of_another_kind_is_named() => Assert.Equal(
        "pods.csv:1: expected an openb pod list, with the columns name, num_gpu, gpu_milli, gpu_spec, qos, creation_time, deletion_time, scheduled_time, "
        + $"found the header of an openb node list\n  Name the right file: {PodOrigin}.", ErrorOf(OpenbFiles.NodeHeader + "n,1,1,0,\n"));

    [Fact]
    public void A_missing_header_shows_the_first_line() => Assert.Contains(
        "found the first line 'p,1000,512,1,500,,LS,Running,100,160,110'", ErrorOf(Row), StringComparison.Ordinal);

    [Fact]
    public void A_missing_column_is_named() => Assert.Contains(
        "expected an openb pod list, with the columns qos,", ErrorOf(OpenbFiles.PodHeader.Replace("qos", "class", StringComparison.Ordinal) + Row), StringComparison.Ordinal);

    [Fact]
    public void A_column_that_stands_twice_is_named() => Assert.Contains(
        "expected each column once, found 'qos' 2 times", ErrorOf(OpenbFiles.PodHeader.Replace("pod_phase", "qos", StringComparison.Ordinal) + Row), StringComparison.Ordinal);

    [Fact]
    public void A_header_without_rows_is_refused() => Assert.StartsWith(
        "pods.csv:2: expected rows under the header, found the end of the file", ErrorOf(OpenbFiles.PodHeader), StringComparison.Ordinal);

    [Fact]
    public void A_file_cut_off_in_a_row_is_refused_whatever_the_share() => Assert.StartsWith(
        "pods.csv:3: expected a whole last row, found a file cut off in the middle of it (expected 11 fields, found 3)",
        ErrorOf(OpenbFiles.PodHeader + Row + "q,1000,51", malformedShare: 1), StringComparison.Ordinal);

    [Fact]
    public void A_binary_file_is_refused_in_readable_characters()
    {
        var error = ErrorOf(new string('\u0001', 200_000));
        Assert.StartsWith("pods.csv:1: expected an openb pod list", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', error);
    }

    [Fact]
    public void A_missing_file_is_said_to_be_missing()
    {
        using var files = new OpenbFiles();
        File.Delete(files.Nodes);
        var error = files.Read().Error;
        Assert.Equal((files.Nodes, 0, "no such file"), (error?.File, error?.Line, error?.Found));
    }

    [Fact]
    public void A_window_after_the_end_of_the_trace_is_refused()
    {
        using var files = new OpenbFiles();
        Assert.Equal("a trace that ends at second 160", files.Read(windowStart: 500).Error?.Found);
    }

    [Theory]
    [InlineData("q,1000,512,1,500,,LS,Running,100,160", "expected 11 fields, found 10")]
    [InlineData("q,lots,512,1,500,,LS,Running,100,160,110", "cpu_milli: expected an integer in 0…1099511627776, found 'lots'")]
    [InlineData("q,-1,512,1,500,,LS,Running,100,160,110", "cpu_milli: expected an integer in 0…1099511627776, found '-1'")]
    [InlineData("q,1000,99999999999999999999,1,500,,LS,Running,100,160,110", "memory_mib: expected an integer in 0…1099511627776, found '99999999999999999999'")]
    [InlineData("q,1000,512,1,1500,,LS,Running,100,160,110", "gpu_milli: expected an integer in 1…1000, found '1500'")]
    [InlineData("q,1000,512,0,500,,LS,Running,100,160,110", "gpu_milli: expected an integer in 0…0, found '500'")]
    [InlineData("q,1000,512,1,500,,Best,Running,100,160,110", "qos: expected one of LS, BE, Burstable, Guaranteed, found 'Best'")]
    [InlineData("q,1000,512,1,500,,LS,Running,,160,110", "creation_time: expected an integer in 0…1099511627776, found ''")]
    [InlineData("q,1000,512,1,500,,LS,Running,100,160,90", "scheduled_time: expected an integer in 100…1099511627776, found '90'")]
    [InlineData("q,1000,512,1,500,,LS,Running,100,105,110", "deletion_time: expected an integer in 110…1099511627776, found '105'")]
    [InlineData("q,1.5,512,1,500,,LS,Running,100,160,110", "cpu_milli: expected an integer in 0…1099511627776, found '1.5'")]
    [InlineData("q,1000,512,1,5\"00,,LS,Running,100,160,110", "a quote stands within a field, or is not closed")]
    public void Malformed_rows_are_left_out_up_to_the_share_and_refused_above_it(string row, string reason)
    {
        using var files = new OpenbFiles(OpenbFiles.PodHeader + Row + row + "\n" + Row);
        var trace = files.Read(malformedShare: 0.34).Require();
        Assert.Equal([new MalformedRow(files.Pods, 3, reason)], trace.Malformed);
        Assert.Equal(2, trace.Jobs.Count);

        var error = files.Read(malformedShare: 0.33).Error;
        Assert.Equal((3, $"1 of 3 (lines 3); the first: {reason}"), (error?.Line, error?.Found));
    }

    [Fact]
    public void A_node_with_gpus_but_no_model_is_malformed()
    {
        using var files = new OpenbFiles(nodes: OpenbFiles.NodeHeader + "n,1,1,2,\n");
        Assert.Equal("1 of 1 (lines 2); the first: model: expected the model of the node's GPUs, found ''", files.Read().Error?.Found);
    }

    [Fact]
    public void Windows_line_ends_and_a_missing_last_one_are_accepted()
    {
        using var files = new OpenbFiles((OpenbFiles.PodHeader + Row + Row).TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(2, files.Read().Require().Jobs.Count);
    }

    /// <summary>Bytes overwritten and the file cut anywhere: the reader answers with a trace or with an error, never with an exception.</summary>
    [Fact]
    public void Damaged_files_are_answered_in_words()
    {
        var whole = System.Text.Encoding.UTF8.GetBytes(OpenbFiles.PodHeader + Row + Row);
        using var files = new OpenbFiles();
        var damage =
            from places in Gen.Choose(0, whole.Length - 1).ListOf(3)
            from bytes in Gen.Elements((byte)',', (byte)'\n', (byte)'9', (byte)'-', (byte)0, (byte)0xff).ListOf(3)
            from length in Gen.Choose(0, 2 * whole.Length)
            select (places, bytes, length);
        Prop.ForAll(damage.ToArbitrary(), d =>
        {
            var bytes = whole.ToArray();
            foreach (var (place, value) in d.places.Zip(d.bytes)) bytes[place] = value;
            File.WriteAllBytes(files.Pods, bytes[..Math.Min(d.length, whole.Length)]);
            for (var share = 0; share <= 1; share++)
            {
                var result = files.Read(windowStart: 0, malformedShare: share);
                Assert.True(result.Error is null != result.Value is null);
                var inspection = TraceInspection.Read(files.Pods, new OpenbOptions { WindowStart = 0, MalformedShare = share }, [1]);
                Assert.True(inspection.Error is null != inspection.Value is null);
            }
        }).QuickCheckThrowOnFailure();
    }
}
