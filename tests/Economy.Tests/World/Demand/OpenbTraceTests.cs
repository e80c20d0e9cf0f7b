using Economy.World.Demand;

namespace Economy.Tests.World.Demand;

public sealed class OpenbTraceTests
{
    private static IReadOnlyList<Job> Jobs(string rows, out IReadOnlyList<string> remarks)
    {
        using var files = new OpenbFiles(OpenbFiles.PodHeader + rows + "end,1,1,0,0,,LS,Running,999,1000,999\n");
        var trace = files.Read().Require();
        remarks = trace.Remarks;
        return trace.Jobs;
    }

    [Fact]
    public void A_pod_becomes_a_job_that_arrives_when_created_and_works_while_scheduled()
    {
        var job = Jobs("p,1500,512,2,1000,V100M32|T4|V100M32,Burstable,Succeeded,130,190,150\n", out var remarks)[0];
        Assert.Equal((30, 40), (job.ArrivalSecond, job.DurationSeconds));
        Assert.Equal((1500, 2000, 512), (job.CpuMilli, job.GpuMilli, job.MemoryMib));
        Assert.Equal(["T4", "V100M32"], job.GpuModels);
        Assert.True(job.Accepts("T4"));
        Assert.False(job.Accepts("G2"));
        Assert.Equal(QosClass.Burstable, job.Qos);
        Assert.True(job.Indivisible);
        Assert.Empty(remarks);
    }

    [Theory]
    [InlineData("p,1,1,0,0,,LS,Running,10,150,20\n", 0, 50, "pods from before the window, alive in it; they arrive at second 0 with what is left of their run: 1")]
    [InlineData("p,1,1,0,0,,LS,Pending,120,150,\n", 20, 30, "pods never scheduled; their time in the queue stands for their unknown run time: 1")]
    [InlineData("p,1,1,0,0,,LS,Running,120,,130\n", 20, 870, "pods without deletion time; they last to the end of the window: 1")]
    public void Unusual_pods_are_kept_and_remarked_on(string row, long arrival, long duration, string remark)
    {
        var jobs = Jobs(row, out var remarks);
        Assert.Equal((arrival, duration), (jobs[0].ArrivalSecond, jobs[0].DurationSeconds));
        Assert.Equal([remark], remarks);
    }

    [Theory]
    [InlineData("p,1,1,0,0,,LS,Running,10,90,20\n", "pods gone before the window; left out: 1")]
    [InlineData("p,1,1,0,0,,LS,Pending,120,120,\n", "pods without duration; left out: 1")]
    public void Pods_without_work_in_the_window_are_left_out_and_remarked_on(string row, string remark)
    {
        var jobs = Jobs(row, out var remarks);
        Assert.Single(jobs);
        Assert.Equal([remark], remarks);
    }

    [Fact]
    public void Pools_are_sums_over_the_nodes_of_a_model_and_one_without_gpu_comes_last()
    {
        using var files = new OpenbFiles(nodes: OpenbFiles.NodeHeader + "a,32000,1000,0,\nb,10000,100,2,T4\nc,20000,200,8,G2\nd,30001,300,4,T4\n");
        var pools = files.Read().Require().Pools(0.5);
        Assert.Equal(["G2", "T4", "no-gpu"], pools.Select(p => p.Name));
        Assert.Equal((2, 20000, 3000, 200), (pools[1].Nodes, pools[1].CpuMilli, pools[1].GpuMilli, pools[1].MemoryMib));
    }

    [Fact]
    public void Load_is_mean_demand_over_scaled_capacity_and_counts_jobs_that_fit_nowhere()
    {
        using var files = new OpenbFiles(
            OpenbFiles.PodHeader + "p,8000,256,1,1000,T4,LS,Running,100,150,100\nq,1,1,1,1000,G2,LS,Running,100,200,100\n",
            OpenbFiles.NodeHeader + "n,32000,1024,2,T4\n");
        var load = files.Read().Require().LoadAt(0.5);
        Assert.Equal(1.5, load.Gpu, 1e-12); // 1 GPU for half the window and 1 for all of it, of 1
        Assert.Equal((8000 * 50 + 100) / (16000.0 * 100), load.Cpu, 1e-12);
        Assert.Equal((256 * 50 + 100) / (512.0 * 100), load.Memory, 1e-12);
        Assert.Equal(1, load.JobsTooLarge);
    }

    [Fact]
    public void Replay_yields_every_job_once_in_the_tick_of_its_arrival()
    {
        var jobs = Jobs("p,1,1,0,0,,LS,Running,100,150,100\nq,1,1,0,0,,LS,Running,109,150,109\nr,1,1,0,0,,LS,Running,110,150,110\n", out _);
        var demand = new TraceDemand(jobs, tickSeconds: 10);
        List<Job> Tick(int tick)
        {
            var into = new List<Job>();
            demand.Arrivals(tick, into);
            return into;
        }
        Assert.Equal([0, 9], Tick(0).Select(job => job.ArrivalSecond));
        Assert.Equal([10], Tick(1).Select(job => job.ArrivalSecond));
        Assert.Equal(jobs, Enumerable.Range(0, 100).SelectMany(Tick));
        Assert.Empty(Tick(int.MaxValue));
    }
}
