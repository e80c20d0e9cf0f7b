using Economy.Chain.Abi;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Chain.Settlement;
using Economy.Core.Books;

namespace Economy.Tests.Chain;

/// <summary>One Hardhat node for all tests of the collection; each deploys its own contracts.</summary>
public sealed class HardhatFixture : IAsyncLifetime, IDisposable
{
    private ChainNode? node;
    private JsonRpcClient? client;

    public static string Root { get; } = Economy.Chain.Provisioning.Toolchain.FindRoot(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside the repository.");

    public static Task<Toolchain> Toolchain() => Economy.Chain.Provisioning.Toolchain.ProvideAsync(Root, ToolchainParts.Contracts);

    public ChainNode Node => node!;

    public JsonRpcClient Client => client!;

    public async Task InitializeAsync()
    {
        node = await ChainNode.StartHardhatAsync(await Toolchain());
        client = new JsonRpcClient(node.Url);
    }

    public async Task<SettlementContract> DeployAsync(IEthereumClient? through = null) =>
        await SettlementContract.DeployAsync(through ?? Client, (await Toolchain()).Artifacts, decimals: 2);

    /// <summary>Overwrites an ERC-20 balance in the node's storage.</summary>
    public Task SetBalanceAsync(Address currency, AccountId account, long amount) => SetBalanceAsync(Client, currency, account, amount);

    /// <summary>The same on any Hardhat node.</summary>
    public static Task SetBalanceAsync(JsonRpcClient node, Address currency, AccountId account, long amount)
    {
        // balances[holder] of OpenZeppelin's ERC20 lies at keccak(holder ‖ 0), both as words (Solidity, "Layout of Mappings").
        var key = new byte[64];
        Address.Of(account).CopyTo(key.AsSpan(12));
        return node.InvokeAsync("hardhat_setStorageAt", [currency.ToString(), $"0x{new Hash32(Keccak256.Hash(key))}", $"0x{amount:x64}"]);
    }

    public async Task DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
    }

    public void Dispose() => client?.Dispose();
}

[CollectionDefinition(Name)]
public sealed class HardhatCollection : ICollectionFixture<HardhatFixture>
{
    public const string Name = "hardhat";
}
