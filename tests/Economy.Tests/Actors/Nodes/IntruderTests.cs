using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;
using Economy.Actors;
using Economy.Actors.Nodes;
using Economy.Cli.Backends;
using Economy.World;

namespace Economy.Tests.Actors.Nodes;

/// <summary>Strangers at the ports of a cluster: none of them is let in, and the run on the cluster does not notice.</summary>
public sealed class IntruderTests
{
    [Fact]
    public async Task Who_is_of_another_build_or_knows_another_secret_neither_joins_nor_disturbs()
    {
        using var cluster = new ClusterNodes();
        var scenario = ClusterNodes.Scenario(ticks: 30);
        var world = new WorldModel(scenario);
        await AssertUndisturbedAsync(cluster, () =>
        [
            .. ((ClusterSecret[])[ClusterSecret.Of("not the secret of the others")!, ClusterSecret.None.InBuild("another")])
                .Select(secret => Task.Run(() => AssertRefused(world, cluster.Options with { Secret = secret, WaitForNodes = TimeSpan.FromSeconds(3) }))),
            Task.Run(() => Babble(cluster.Options.Seeds[0])),
        ]);
    }

    /// <summary>Other programs on Akka, with the names that the cluster uses: without TLS, and with a certificate that anybody can make.</summary>
    [Fact]
    public async Task A_program_of_other_making_is_not_let_in()
    {
        using var cluster = new ClusterNodes();
        using var certificate = Anybodys();
        var setups = (Setup?[])[null, new DotNettySslSetup(certificate, suppressValidation: true)];
        await AssertUndisturbedAsync(cluster, () => [.. setups.Select(tls => IntrudeAsync(cluster.Options.Seeds[0], tls))]);
    }

    /// <summary>A port may be another program's when a node is called there. That the call fails is no reason to end.</summary>
    [Fact]
    public async Task A_stranger_at_the_address_of_a_node_is_left_alone()
    {
        using var cluster = new ClusterNodes();
        await cluster.JoinAsync();
        var scenario = ClusterNodes.Scenario(ticks: 12);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        using var end = new CancellationTokenSource();
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var calls = AnswerAsync(stranger, end.Token);
        var options = cluster.Options with { Seeds = [.. cluster.Options.Seeds, new DnsEndPoint("127.0.0.1", ((IPEndPoint)stranger.LocalEndpoint).Port)] };
        Assert.Equal(expected, ClusterNodes.Run(scenario, world => ClusterRuns.Stage(world, Blueprint.Of(world), options, cells: 6)));
        await end.CancelAsync();
        Assert.NotEqual(0, await calls);
    }

    [Fact]
    public void Beyond_this_machine_a_cluster_needs_a_secret()
    {
        ClusterOptions Of(string address) => new() { Seeds = [ClusterOptions.Parse(address)!] };
        foreach (var address in (string[])["127.0.0.1:4711", "localhost:4711", "127.8.8.8:1"]) Assert.Null(Of(address).Problem);
        foreach (var address in (string[])["10.0.0.7:4711", "nodes.example:4711", "0.0.0.0:1"])
        {
            Assert.NotNull(Of(address).Problem);
            Assert.Null((Of(address) with { Secret = ClusterSecret.Of("0123456789abcdef")! }).Problem);
        }

        Assert.Null(ClusterSecret.Of(" fifteen letters "));
        Assert.DoesNotContain("0123456789abcdef", (Of("127.0.0.1:1") with { Secret = ClusterSecret.Of("0123456789abcdef")! }).ToString(), StringComparison.Ordinal);
    }

    private static async Task AssertUndisturbedAsync(ClusterNodes cluster, Func<Task[]> intrude)
    {
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        var scenario = ClusterNodes.Scenario(ticks: 30);
        var expected = ClusterNodes.Run(scenario, world => ActorRuns.Stage(world));
        Task[] intruders = [];
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage, (step, tick) =>
        {
            if (step == "focus" && tick == 3) intruders = intrude();
        }));
        Assert.NotEmpty(intruders);
        await Task.WhenAll(intruders);
        Assert.Equal(expected, ClusterNodes.Run(scenario, cluster.NewStage));
    }

    private static void AssertRefused(WorldModel world, ClusterOptions options)
    {
        var refused = Assert.Throws<ClusterException>(() => ClusterRuns.Stage(world, Blueprint.Of(world), options));
        Assert.Contains("does not let this process in: it is of another build, or knows another secret", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Tries to join for some seconds, and looks whether it is a member of anything.</summary>
    private static async Task IntrudeAsync(DnsEndPoint seed, Setup? tls)
    {
        var config = ConfigurationFactory.ParseString(FormattableString.Invariant($$"""
            akka { loglevel = OFF, stdout-loglevel = OFF, actor.provider = cluster, cluster.roles = [intruder] }
            akka.remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0, enable-ssl = {{(tls is null ? "off" : "on")}} }
            """));
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config));
        using var system = ActorSystem.Create("economy", tls is null ? setup : setup.And((DotNettySslSetup)tls));
        var member = new TaskCompletionSource();
        var intruder = Akka.Cluster.Cluster.Get(system);
        intruder.RegisterOnMemberUp(() => member.TrySetResult());
        intruder.Join(new Address(tls is null ? "akka.tcp" : "akka.ssl.tcp", "economy", seed.Host, seed.Port));
        var isIn = await Task.WhenAny(member.Task, Task.Delay(TimeSpan.FromSeconds(4))) == member.Task;
        Assert.False(isIn, "the intruder is a member");
        Assert.Empty(intruder.State.Members);
    }

    private static X509Certificate2 Anybodys()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=economy", pair, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>Bytes that are no TLS, then bytes that begin like it.</summary>
    private static void Babble(DnsEndPoint place)
    {
        foreach (var first in (byte[][])[[0], "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), [0x16, 3, 1, 0xFF, 0xFF]])
        {
            using var socket = new TcpClient(place.Host, place.Port);
            var stream = socket.GetStream();
            try
            {
                stream.Write(first);
                stream.Write(new byte[100_000]);
            }
            catch (IOException)
            {
                // Hung up on, as it should be.
            }
        }
    }

    /// <summary>Answers whoever calls with bytes that are no TLS, and hangs up.</summary>
    /// <returns>Number of calls.</returns>
    private static async Task<int> AnswerAsync(TcpListener listener, CancellationToken end)
    {
        for (var calls = 0; ; calls++)
        {
            try
            {
                using var caller = await listener.AcceptTcpClientAsync(end);
                await caller.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), end);
            }
            catch (IOException)
            {
                // Hung up first.
            }
            catch (OperationCanceledException)
            {
                return calls;
            }
        }
    }
}
