using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;

namespace Economy.Actors.Nodes;

/// <summary>The configuration of a process of a cluster.</summary>
internal static class ClusterConfiguration
{
    /// <summary>Name of the actor system; the same in all processes.</summary>
    public const string System = "economy";

    /// <summary>Role of the process that leads a run.</summary>
    public const string Lead = "lead";

    /// <summary>Role of the nodes that host cells.</summary>
    public const string Cells = "cells";

    /// <summary>What the actor system of a process at a place is set up with.</summary>
    public static ActorSystemSetup Of(ClusterOptions options, DnsEndPoint place, string role)
    {
        var certificate = options.Secret.Certificate();
        var key = certificate.PublicKey.ExportSubjectPublicKeyInfo();
        var tls = new DotNettySslSetup(
            certificate, suppressValidation: false, requireMutualAuthentication: true, validateCertificateHostname: false,
            (peer, _, _, _, _) => peer is not null && peer.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key));
        return ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Text(options, place, role)), tls);
    }

    /// <summary>The address of the actor system at a place.</summary>
    public static Address AddressOf(DnsEndPoint place) => new("akka.ssl.tcp", System, place.Host, place.Port);

    private static Config Text(ClusterOptions options, DnsEndPoint place, string role)
    {
        var patience = options.Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp { hostname = "{{place.Host}}", port = {{place.Port}} }
            akka.cluster {
              roles = ["{{role}}"]
              failure-detector { acceptable-heartbeat-pause = {{patience}} s, heartbeat-interval = {{Math.Min(1, options.Patience.TotalSeconds / 4)}} s }
              split-brain-resolver.stable-after = {{patience}} s
              sharding.role = "{{Cells}}"
            }
            """)).WithFallback(Configuration.Of(options.Threads, "cluster.conf", "economy.conf"));
    }
}
