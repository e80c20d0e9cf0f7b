using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Economy.Chain;
using Economy.Chain.Nodes;
using Economy.Chain.Rpc;

namespace Economy.Tests.Chain;

[Collection(HardhatCollection.Name)]
public sealed class ChainNodeTests(HardhatFixture hardhat)
{
    [Fact]
    public void The_node_listens_on_the_loopback_address_and_has_the_development_chain_id()
    {
        Assert.True(hardhat.Node.Url.IsLoopback);
        Assert.Equal(("hardhat", 31337L, false), (hardhat.Node.Kind, hardhat.Node.ChainId, hardhat.Node.HasExited));
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        var toolchain = await HardhatFixture.Toolchain();
        var failure = await Assert.ThrowsAsync<ChainNodeException>(() => ChainNode.StartHardhatAsync(toolchain, hardhat.Node.Url.Port));
        Assert.Equal($"Port {hardhat.Node.Url.Port} on 127.0.0.1 is taken.", failure.Message);
        Assert.DoesNotContain("0xac0974", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_node_can_be_connected_to()
    {
        await using var node = await ChainNode.ConnectAsync(hardhat.Node.Url);
        Assert.Equal(("remote", hardhat.Node.ChainId, null), (node.Kind, node.ChainId, node.ProcessId));
    }

    [Fact]
    public async Task Nothing_at_the_address_is_said_so()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var failure = await Assert.ThrowsAsync<EndpointException>(() => ChainNode.ConnectAsync(new Uri($"http://user:secret@127.0.0.1:{port}/key")));
        Assert.Equal(EndpointFault.Unreachable, failure.Fault);
        Assert.Contains($"http://127.0.0.1:{port}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>", EndpointFault.NotEthereum)]
    [InlineData("{}", EndpointFault.NotEthereum)]
    [InlineData("[]", EndpointFault.NotEthereum)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":{"not":"a chain"}}]""", EndpointFault.NotEthereum)]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"result":"0x1"}]""", EndpointFault.NotLocal)]
    public async Task What_answers_must_be_a_local_ethereum_node(string body, EndpointFault fault)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = AnswerOnceAsync(server, body);
        var failure = await Assert.ThrowsAsync<EndpointException>(() => ChainNode.ConnectAsync(new Uri($"http://{server.LocalEndpoint}/")));
        Assert.Equal(fault, failure.Fault);
        await serving;
    }

    [Fact]
    public async Task A_node_does_not_outlive_a_parent_that_was_killed()
    {
        using var parent = ParentProcess.Start();
        var id = int.Parse((await parent.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(IsAlive(id), "the node runs while its parent does");
        parent.Kill(entireProcessTree: false);
        await parent.WaitForExitAsync();
        var patience = Stopwatch.StartNew();
        while (IsAlive(id) && patience.Elapsed < TimeSpan.FromSeconds(10)) await Task.Delay(20);
        Assert.False(IsAlive(id), "the node is gone");
    }

    [Fact]
    public async Task A_node_survives_an_interrupt_and_is_gone_once_disposed()
    {
        var node = await ChainNode.StartHardhatAsync(await HardhatFixture.Toolchain());
        var id = node.ProcessId!.Value;
        using var client = new EthereumClient(node.Url, new RpcOptions { Retries = 0 });
        if (!OperatingSystem.IsWindows())
        {
            using var interrupt = Process.Start("kill", ["-INT", id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await interrupt.WaitForExitAsync();
            Assert.Equal(node.ChainId, await client.ChainIdAsync());
        }

        await node.DisposeAsync();
        Assert.False(IsAlive(id));
        await Assert.ThrowsAsync<EndpointException>(() => client.ChainIdAsync());
    }

    // A zombie waits to be reaped by whoever adopted it; it counts as dead.
    private static bool IsAlive(int id)
    {
        if (!OperatingSystem.IsLinux()) return Process.GetProcesses().Any(p => p.Id == id);
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task AnswerOnceAsync(TcpListener server, string body)
    {
        using var client = await server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        await stream.ReadAtLeastAsync(new byte[8192], 100);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
    }
}
