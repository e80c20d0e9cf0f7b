using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Economy.Actors.Nodes;

/// <summary>Where a process of a cluster is, and how patient it is.</summary>
public sealed record ClusterOptions
{
    /// <summary>Addresses, <c>host:port</c>, at which others of the cluster can be met; at least one.</summary>
    public required IReadOnlyList<DnsEndPoint> Seeds { get; init; }

    /// <summary>What the processes of the cluster know in common.</summary>
    public ClusterSecret Secret { get; init; } = ClusterSecret.None;

    /// <summary>Threads that step cells; ≥ 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Time after which a node that is silent is suspected, and again the time after which it is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Time that a run waits for a node to host its cells.</summary>
    public TimeSpan WaitForNodes { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Assemblies, beside those of this program, whose kinds the nodes know too: those of a program that hosts nodes itself.
    /// </summary>
    public IReadOnlyList<Assembly> KindsOfNodes { get; init; } = [];

    /// <summary>Reads <c>host:port</c>.</summary>
    /// <returns>Null where it is something else.</returns>
    public static DnsEndPoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var isAddress = colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port)
            && port > 0;
        return isAddress && Uri.CheckHostName(text[..colon]) is not UriHostNameType.Unknown
            ? new DnsEndPoint(text[..colon], int.Parse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>What is wrong with the options; null where they can be tried: other machines may only join by a secret.</summary>
    public string? Problem => !Secret.IsThere && Seeds.FirstOrDefault(s => !IsThisMachine(s)) is { } open
        ? $"{open.Host} is not the loopback address: whoever reaches the port could join."
        : null;

    /// <summary>
    /// Where this process is to listen: at a seed's address if it is this machine's and free, else at a free port of the address from which
    /// seeds are reached.
    /// </summary>
    internal DnsEndPoint Place(bool maySeed)
    {
        foreach (var seed in maySeed ? Seeds : [])
            if (IsFree(seed)) return seed;
        return new DnsEndPoint(LocalAddress(Seeds[0]), 0);
    }

    private static bool IsThisMachine(DnsEndPoint place) =>
        place.Host == "localhost" || (IPAddress.TryParse(place.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsFree(DnsEndPoint place)
    {
        try
        {
            var address = Array.Find(Dns.GetHostAddresses(place.Host), a => a.AddressFamily == AddressFamily.InterNetwork);
            if (address is null) return false;
            using var listener = new TcpListener(address, place.Port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The address of this machine from which another is reached. Nothing is sent.</summary>
    private static string LocalAddress(DnsEndPoint other)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(other);
            return ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
        }
        catch (SocketException cause)
        {
            throw new ClusterException($"there is no way to {other.Host}: {cause.Message}", "Give the address of a node as HOST:PORT.",
                cause);
        }
    }
}
