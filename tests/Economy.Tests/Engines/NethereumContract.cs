using Economy.Chain.Rpc;
using Economy.Tests.Chain;

namespace Economy.Tests.Engines;

/// <summary>Nethereum.Web3 on a Hardhat node, which signs.</summary>
[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumClientContract(HardhatFixture hardhat) : EthereumClientContract
{
#if NETHEREUM
    protected override Task<IEthereumClient> OpenAsync() => Task.FromResult<IEthereumClient>(new Nethereum.NethereumClient(hardhat.Node.Url));

    [ContractFact]
    public Task A_node_that_is_not_there_is_unreachable() => AssertUnreachableAsync(new Nethereum.NethereumClient(new Uri("http://127.0.0.1:1")));
#else
    protected override Task<IEthereumClient> OpenAsync() => throw new NotSupportedException(hardhat.Node.Kind);
#endif
}

/// <summary>Nethereum.Web3 on a Hardhat node, with a key of its own.</summary>
[Engine("nethereum")]
[Collection(HardhatCollection.Name)]
public class NethereumAccountContract(HardhatFixture hardhat) : EthereumClientContract
{
#if NETHEREUM
    // With leading zeros, which the library drops when it signs.
    private const string Key = "0x0000c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b7869";

    protected override async Task<IEthereumClient> OpenAsync()
    {
        var key = OwnKey.Of(Key);
        await hardhat.Client.InvokeAsync("hardhat_setBalance", [$"{key.Address}", "0xffffffffffffffffffff"]);
        return new Nethereum.NethereumClient(hardhat.Node.Url, hardhat.Node.ChainId, key);
    }
#else
    protected override Task<IEthereumClient> OpenAsync() => throw new NotSupportedException(hardhat.Node.Kind);
#endif
}

/// <summary>Nethereum.DevChain in this process, for which Nethereum.Web3 signs.</summary>
[Engine("nethereum")]
public sealed class InProcessChainContract : EthereumClientContract, IAsyncLifetime
{
#if NETHEREUM
    private Nethereum.InProcessChain? chain;

    public async Task InitializeAsync() => chain = await Nethereum.InProcessChain.StartAsync();

    public async Task DisposeAsync() => await chain!.DisposeAsync();

    protected override Task<IEthereumClient> OpenAsync() => Task.FromResult(chain!.Client);
#else
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    protected override Task<IEthereumClient> OpenAsync() => throw new NotSupportedException();
#endif
}
