using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Economy.Attention;
using Economy.Core.Books;
using Economy.World;
using Economy.World.Actors.Remote;

namespace Economy.Actors.Nodes;

/// <summary>
/// What processes of a cluster know in common. The key of their TLS certificate follows from it and from the build, and each takes
/// only a peer with the same key; so whoever lacks the secret, or is of another build, whose cells could step to other bits, is
/// refused before a message is read. Never printed.
/// </summary>
public sealed class ClusterSecret
{
    /// <summary>Characters that a secret has at least.</summary>
    public const int Least = 16;

    private readonly byte[] secret;
    private readonly byte[] build;

    private ClusterSecret(byte[] secret, byte[] build) => (this.secret, this.build) = (secret, build);

    /// <summary>No secret: any process of this build may join. For processes of one machine.</summary>
    public static ClusterSecret None { get; } = new([], Build());

    /// <summary>Whether there is one.</summary>
    public bool IsThere => secret.Length > 0;

    /// <summary>A secret from a file or an environment variable; white space around it does not count.</summary>
    /// <param name="text">At least <see cref="Least"/> characters.</param>
    /// <returns>Null where it is too short.</returns>
    public static ClusterSecret? Of(string text) =>
        text.Trim() is { Length: >= Least } trimmed ? new(Encoding.UTF8.GetBytes(trimmed), Build()) : null;

    /// <inheritdoc />
    public override string ToString() => IsThere ? "a secret" : "no secret";

    /// <summary>The same secret in another build.</summary>
    internal ClusterSecret InBuild(string other) => new(secret, Encoding.UTF8.GetBytes(other));

    /// <summary>The certificate of a process: its key is that of the cluster, the rest does not count.</summary>
    internal X509Certificate2 Certificate()
    {
        // A number of 255 bits is a private key of P-256, which has an order of just below 2^256, unless it is 0.
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, build, "economy cluster"u8.ToArray());
        key[0] &= 0x7F;
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = key });
        var request = new CertificateRequest("CN=economy", pair, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null); // As Windows wants it.
    }

    /// <summary>Version of the wire format, and the build of what steps cells.</summary>
    private static byte[] Build()
    {
        Type[] parts = [typeof(Ledger), typeof(IAllocator), typeof(WorldModel), typeof(ActorRuns)];
        return [Frame.Version, .. parts.SelectMany(p => p.Module.ModuleVersionId.ToByteArray())];
    }
}
