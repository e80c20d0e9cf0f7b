using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Economy.Attention;

namespace Economy.Tests.Attention;

/// <summary>Results are the same bits on every machine: run this also with DOTNET_EnableHWIntrinsic=0.</summary>
public class KnownBits
{
    [Theory]
    [InlineData("equal", "ae90a915e0dcdb04")]
    [InlineData("proportional", "cc27c3b37a1bcef7")]
    [InlineData("priority", "de21823c42063031")]
    [InlineData("drf", "c2698604021c6434")]
    [InlineData("softmax", "b8c837a29b306c7f")]
    [InlineData("softmax-best", "ffb935537f0ab01e")]
    [InlineData("greedy", "5f97ce56a15c6e3d")]
    [InlineData("eisenberg-gale", "72135e06c35d9ca6")]
    [InlineData("attention", "819a24733c699806")]
    [InlineData("task-attention", "b36231206a34e9d3")]
    public void Allocations_have_known_bits(string policy, string digest)
    {
        (AllocationProblem problem, double[] scores) = Problems.Uniform(11, 700, 5, 3, 1.5);
        for (int i = 0; i < 700; i += 7) problem.Indivisible[i] = true;
        var options = new AllocationOptions { Scores = new GivenScores(scores) };
        (ShareTable shares, AllocationReport report) = Problems.Allocate(problem, policy, options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(shares.Ppm.AsSpan(0, shares.Count)));
        hash.AppendData(MemoryMarshal.AsBytes(shares.Payment.AsSpan(0, shares.Count)));
        hash.AppendData(MemoryMarshal.AsBytes(report.Price.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes((ReadOnlySpan<double>)[report.Welfare, report.Bound]));
        Assert.Equal(digest, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }
}
