using System.Buffers.Binary;
using System.Numerics;
using Economy.Chain.Accounts;
using Economy.Chain.Contracts;
using Economy.Chain.Nodes;
using Economy.Chain.Provisioning;
using Economy.Chain.Rpc;
using Economy.Core.Books;
using Economy.Core.Scenarios;
using Nethereum.Util;

namespace Economy.Tests.Chain;

/// <summary>One Hardhat node for all tests of the collection, and one anvil where there is one; each test deploys its own contracts.</summary>
public sealed class HardhatFixture : IAsyncLifetime, IDisposable
{
    // Behind five slots of OpenZeppelin's ERC20, one of Pausable and one of AccessControl.
    private const byte HoldingsSlot = 7;

    private ChainNode? node;
    private EthereumClient? client;
    private ChainNode? anvil;
    private EthereumClient? anvilClient;

    /// <summary>The nodes that laws of settlement are tried on.</summary>
    public static TheoryData<string> Nodes => [.. NodeKinds];

    /// <summary>Those with every mode of settlement.</summary>
    public static IEnumerable<object[]> NodesAndModes => from node in NodeKinds from mode in Enum.GetValues<SettlementMode>() select new object[] { node, mode };

    private static string[] NodeKinds => Anvil.Missing is null ? ["hardhat", "anvil"] : ["hardhat"];

    public static string Root { get; } = Economy.Chain.Provisioning.Toolchain.FindRoot(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside the repository.");

    public static Task<Toolchain> Toolchain() => Economy.Chain.Provisioning.Toolchain.ProvideAsync(Root, ToolchainParts.Contracts);

    public ChainNode Node => node!;

    public EthereumClient Client => client!;

    public async Task InitializeAsync()
    {
        node = await ChainNode.StartHardhatAsync(await Toolchain());
        client = new EthereumClient(node.Url);
    }

    /// <summary>One of <see cref="Nodes"/>, and a client for what only tests ask of it.</summary>
    public async Task<(ChainNode Node, EthereumClient Control)> SharedAsync(string kind)
    {
        if (kind != "anvil") return (Node, Client);
        anvil ??= await ChainNode.StartAnvilAsync(await Toolchain());
        anvilClient ??= new EthereumClient(anvil.Url);
        // It mines when told to, and what a test has left unmined would take the nonces of the next.
        await anvilClient.InvokeAsync<object>("anvil_dropAllTransactions", []);
        return (anvil, anvilClient);
    }

    public Task<SettlementContract> DeployAsync() => DeployAsync(Client);

    public static async Task<SettlementContract> DeployAsync(EthereumClient through) =>
        await SettlementContract.DeployAsync(through, (await Toolchain()).Artifacts, decimals: 2);

    /// <summary>Overwrites an ERC-20 balance in the node's storage.</summary>
    public static async Task SetBalanceAsync(EthereumClient node, SettlementContract contract, AccountId account, long amount)
    {
        // Four accounts share the word at keccak(number / 4 ‖ slot of the mapping), both as words (contracts/Holdings.sol; Solidity,
        // "Layout of Mappings").
        var key = new byte[64];
        var address = new byte[32];
        Address.Of(account).CopyTo(address.AsSpan(12));
        var holder = new BigInteger(address, isUnsigned: true, isBigEndian: true);
        var group = (holder >> 2).ToByteArray(isUnsigned: true, isBigEndian: true);
        group.CopyTo(key, 32 - group.Length);
        key[^1] = HoldingsSlot;
        var place = $"0x{new Hash32(Sha3Keccack.Current.CalculateHash(key))}";
        var currency = contract.Place.Currency.ToString();
        var stored = (await node.InvokeAsync<string>("eth_getStorageAt", [currency, place, "latest"]))!;
        var word = Convert.FromHexString(stored.AsSpan(2));
        BinaryPrimitives.WriteInt64BigEndian(word.AsSpan(24 - 8 * (int)(holder & 3)), amount);
        // anvil knows Hardhat's name for it.
        await node.InvokeAsync<object>("hardhat_setStorageAt", [currency, place, $"0x{Convert.ToHexStringLower(word)}"]);
    }

    public async Task DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
        if (anvil is not null) await anvil.DisposeAsync();
    }

    public void Dispose()
    {
        client?.Dispose();
        anvilClient?.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class HardhatCollection : ICollectionFixture<HardhatFixture>
{
    public const string Name = "hardhat";
}

/// <summary>Runs of the program on a node that is there already: beside the tests of the client, on a node of their own.</summary>
[CollectionDefinition(Name)]
public sealed class HardhatRunsCollection : ICollectionFixture<HardhatFixture>
{
    public const string Name = "runs on hardhat";
}
