using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Economy.Attention;
using Economy.Attention.Scores;

namespace Economy.Tests.Attention;

/// <summary>Results are the same bits on every machine: run this also with DOTNET_EnableHWIntrinsic=0.</summary>
public class KnownBits
{
    [Theory]
    [InlineData("attention", "f42575c40a05270b")]
    [InlineData("softmax", "55041e8446838377")]
    [InlineData("drf", "56bc8838f14f6e3b")]
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
