using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Akka.Configuration;
using Economy.Attention;
using Economy.Core.Books;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Actors.Nodes;

/// <summary>The configuration of a process of a cluster.</summary>
internal static class ClusterConfiguration
{
    /// <summary>Name of the actor system; the same in all processes.</summary>
    public const string System = "economy";

    /// <summary>Role of the process that leads a run.</summary>
    public const string Lead = "lead";

    /// <summary>What the role of every node begins with.</summary>
    public const string AnyCells = "cells-";

    /// <summary>
    /// Role of the nodes that host cells: the version of the wire format, and the build of what steps them. Cells of another
    /// build could step to other bits, so they are not asked.
    /// </summary>
    public static string Cells { get; } = $"{AnyCells}{Frame.Version}-{Build()}";

    /// <summary>The configuration of a process at a place.</summary>
    public static Config Of(ClusterOptions options, DnsEndPoint place, string role)
    {
        var seeds = string.Join(", ", options.Seeds.Select(s => $"\"akka.tcp://{System}@{s.Host}:{s.Port}\""));
        var patience = options.Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp { hostname = "{{place.Host}}", port = {{place.Port}} }
            akka.cluster {
              seed-nodes = [{{seeds}}]
              roles = ["{{role}}"]
              failure-detector { acceptable-heartbeat-pause = {{patience}} s, heartbeat-interval = {{Math.Min(1, options.Patience.TotalSeconds / 4)}} s }
              split-brain-resolver.stable-after = {{patience}} s
              sharding.role = "{{Cells}}"
            }
            """)).WithFallback(Configuration.Of(options.Threads, "cluster.conf", "economy.conf"));
    }

    /// <summary>Identifies the build of what steps cells.</summary>
    private static string Build()
    {
        Type[] parts = [typeof(Ledger), typeof(IAllocator), typeof(WorldModel), typeof(ActorRuns)];
        return Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(p => p.Module.ModuleVersionId.ToByteArray())]).AsSpan(0, 4));
    }
}
