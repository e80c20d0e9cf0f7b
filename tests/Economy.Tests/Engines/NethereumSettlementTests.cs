using Economy.Cli.Engines;
using Economy.Tests.Chain;
using Economy.Tests.Cli;
using Xunit.Abstractions;

namespace Economy.Tests.Engines;

// The tests of settlement through Nethereum.Web3.

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public sealed class NethereumSettlementTests(HardhatFixture hardhat) : SettlementTests(hardhat)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumSettlementModeTests(HardhatFixture hardhat) : SettlementModeTests(hardhat)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumSettlementFaultTests(HardhatFixture hardhat) : SettlementFaultTests(hardhat)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumNetworkFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : NetworkFaultTests(hardhat, output)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public sealed class NethereumSigningNetworkFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : SigningNetworkFaultTests(hardhat, output)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public sealed class NethereumSigningClientTests(HardhatFixture hardhat) : SigningClientTests(hardhat)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public sealed class NethereumOwnKeyTests(HardhatFixture hardhat) : OwnKeyTests(hardhat)
{
    protected override string Client => Engine.Nethereum;
}

[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumNodeFaultTests(HardhatFixture hardhat, ITestOutputHelper output) : NodeFaultTests(hardhat, output)
{
    protected override ChainUnderTest On => ChainUnderTest.Nethereum;
}

// And on anvil. NethereumSettlementTests has both nodes in each of its tests.

[Engine("nethereum", NeedsAnvil = true)]
[Collection(HardhatCollection.Name)]
public sealed class NethereumSettlementModeAnvilTests(HardhatFixture hardhat) : NethereumSettlementModeTests(hardhat)
{
    protected override ChainUnderTest On => base.On with { Node = "anvil" };
}

[Engine("nethereum", NeedsAnvil = true)]
[Collection(HardhatCollection.Name)]
public sealed class NethereumSettlementFaultAnvilTests(HardhatFixture hardhat) : NethereumSettlementFaultTests(hardhat)
{
    protected override ChainUnderTest On => base.On with { Node = "anvil" };
}

[Engine("nethereum", NeedsAnvil = true)]
[Collection(HardhatCollection.Name)]
public sealed class NethereumNetworkFaultAnvilTests(HardhatFixture hardhat, ITestOutputHelper output) : NethereumNetworkFaultTests(hardhat, output)
{
    protected override ChainUnderTest On => base.On with { Node = "anvil" };
}

[Engine("nethereum", NeedsAnvil = true)]
[Collection(HardhatCollection.Name)]
public sealed class NethereumNodeFaultAnvilTests(HardhatFixture hardhat, ITestOutputHelper output) : NethereumNodeFaultTests(hardhat, output)
{
    protected override ChainUnderTest On => base.On with { Node = "anvil" };
}
