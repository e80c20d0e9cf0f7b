using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Economy.Reporting.Live;

/// <summary>What a browser asks of the page.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">Path of the address.</param>
/// <param name="Query">What follows the question mark; empty where nothing does.</param>
/// <param name="Body">What was sent with it.</param>
internal sealed record PageRequest(string Method, string Path, string Query, byte[] Body);

/// <summary>What it is answered.</summary>
internal sealed record PageAnswer(string Status, string Type, byte[] Body)
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    internal static PageAnswer Json(object content, string status = "200 OK") =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(content, Web));

    internal static PageAnswer Text(string status, string? words = null) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes($"{words ?? status}\n"));
}

/// <summary>The lines of a request before its body (RFC 9112), and its body.</summary>
internal sealed record RequestHead(string[] Lines, byte[] Body)
{
    private const int LongestHead = 1 << 14, LongestBody = 1 << 16;

    /// <summary>Reads a request.</summary>
    /// <returns>Null where it is too long.</returns>
    internal static async Task<RequestHead?> ReadAsync(NetworkStream stream, CancellationToken cancel)
    {
        var (bytes, filled) = (new byte[LongestHead], 0);
        while (filled < bytes.Length)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(filled), cancel).ConfigureAwait(false);
            if (read == 0) throw new IOException("The client is gone.");
            filled += read;
            var end = bytes.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            var head = new RequestHead(Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n"), []);
            var length = int.TryParse(head["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
            if (length > LongestBody) return null;
            var body = new byte[length];
            var came = Math.Min(length, filled - end - 4);
            bytes.AsSpan(end + 4, came).CopyTo(body);
            await stream.ReadExactlyAsync(body.AsMemory(came), cancel).ConfigureAwait(false);
            return head with { Body = body };
        }

        return null;
    }

    /// <summary>All values of a field.</summary>
    internal IReadOnlyList<string> All(string field) => [.. Lines.Skip(1)
        .Where(line => line.StartsWith(field + ":", StringComparison.OrdinalIgnoreCase)).Select(line => line[(field.Length + 1)..].Trim())];

    /// <summary>The value of a field; null where it is not given.</summary>
    internal string? this[string field] => All(field) is [var value, ..] ? value : null;
}
