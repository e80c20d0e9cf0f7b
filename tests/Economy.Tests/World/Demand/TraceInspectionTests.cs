using Economy.World.Demand.Traces;
using Economy.Tests.Support;

namespace Economy.Tests.World.Demand;

public sealed class TraceInspectionTests
{
    private const string Openb = "compute_openb_gpu2023", Azure = "compute_azure_llm2023";

    private static TraceResult<IReadOnlyList<Inspection>> Read(string path) => TraceInspection.Read(path, new OpenbOptions(), TraceInspection.UsualScales);

    /// <summary>Expected figures: FACTS.md beside the data.</summary>
    [FactWhereData(Openb)]
    public void The_openb_pod_list_holds_what_was_measured_on_it()
    {
        var pods = Read(SharedData.Path($"{Openb}/openb_pod_list_gpuspec33.csv")).Require().Single();
        Assert.Equal((8152, 8119, 7205), (pods["rows", "pods"], pods["rows", "created in the window"], pods["rows", "completed runs"]));
        Assert.Equal((605, 1), (pods["run time", "p50"], Math.Round(pods["run time", "p90"] / 7182, 3)));
        Assert.Equal(0.6062, pods["gpu-seconds", "share of the top 1%"], 5e-5);
        Assert.Equal(0.3776, pods["gpu mix", "fractional"], 2e-3);
        Assert.Equal(1.347, pods["dispersion of arrivals by window", "1 min"], 5e-4);
        Assert.Equal(5.791, pods["dispersion of arrivals by window", "1 h"], 5e-4);
        Assert.Equal(34.64, pods["dispersion of arrivals by window", "1 d"], 5e-3);
        Assert.Empty(pods.Malformed);
    }

    [FactWhereData(Openb)]
    public void The_usual_scales_give_gpu_loads_of_about_0_7_and_1_5_and_4()
    {
        var trace = OpenbTrace.Read(SharedData.Path($"{Openb}/openb_pod_list_gpuspec33.csv"), SharedData.Path($"{Openb}/openb_node_list_all_node.csv"), new OpenbOptions()).Require();
        Assert.Equal(0.7, trace.LoadAt(0.0083).Gpu, 0.02);
        Assert.Equal(1.5, trace.LoadAt(0.0039).Gpu, 0.02);
        Assert.Equal(4, trace.LoadAt(0.0015).Gpu, 0.15);
    }

    [FactWhereData(Openb)]
    public void A_folder_is_inspected_file_by_file()
    {
        var files = Read(SharedData.Path(Openb)).Require();
        Assert.Equal(["an openb node list", "an openb pod list", "an openb pod list"], files.Select(f => f.Format));
        Assert.Equal((404, 842), (files[0]["pool T4", "nodes"], files[0]["pool T4", "gpu"]));
    }

    [FactWhereData(Azure)]
    public void An_azure_trace_holds_what_was_measured_on_it()
    {
        var requests = Read(SharedData.Path($"{Azure}/AzureLLMInferenceTrace_conv.csv")).Require().Single();
        Assert.Equal(19366, requests["rows", "requests"]);
        Assert.Equal((1020, 129), (requests["context", "p50"], requests["generated", "p50"]));
        Assert.Equal(1.386, requests["dispersion of arrivals by window", "1 s"], 0.01);
    }

    [Fact]
    public void A_pod_list_without_pods_in_the_window_is_remarked_on()
    {
        using var files = new OpenbFiles();
        Assert.Contains("no pod was created in the window", Read(files.Pods).Require().Single().Remarks);
    }

    [Fact]
    public void An_unknown_file_is_answered_with_what_is_understood()
    {
        using var files = new OpenbFiles(pods: "date,price\n2026-01-01,1\n");
        var error = Read(files.Pods).Error;
        Assert.Equal("the first line 'date,price'", error?.Found);
        Assert.All(TraceFormat.All, format => Assert.Contains(format.Name, error?.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_traces_is_answered_with_what_is_understood()
    {
        using var files = new OpenbFiles(pods: "date,price\n", nodes: "");
        Assert.Equal("a folder without any", Read(files.Folder).Error?.Found);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_said_to()
    {
        using var files = new OpenbFiles();
        Assert.Equal("no such file", Read(Path.Combine(files.Folder, "none.csv")).Error?.Found);
    }
}
