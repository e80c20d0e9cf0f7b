using Economy.Chain.Processes;

namespace Economy.Tests.Chain;

/// <summary>The contracts' own tests, written in Solidity (tests/contracts/*.t.sol) and run by Hardhat.</summary>
public sealed class SolidityTests
{
    [Fact]
    public async Task The_contracts_pass_their_fuzz_and_invariant_tests()
    {
        var toolchain = await HardhatFixture.Toolchain();
        var output = "";
        await using var hardhat = NodeProcess.Start(
            toolchain.Node, [toolchain.Hardhat, "test", "solidity"], toolchain.Root, async text => output = await text.ReadToEndAsync());
        await hardhat.WaitForExitAsync(CancellationToken.None);
        await hardhat.DisposeAsync();
        Assert.True(output.Contains(" passing", StringComparison.Ordinal) && !output.Contains(" failing", StringComparison.Ordinal), output + hardhat.ErrorTail);
    }
}
