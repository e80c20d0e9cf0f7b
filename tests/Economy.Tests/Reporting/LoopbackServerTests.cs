using System.Net;
using System.Net.Sockets;
using System.Text;
using Economy.Reporting.Live;

namespace Economy.Tests.Reporting;

/// <summary>The dashboard answers to this machine by any port, as through a tunnel, and to nobody else's name.</summary>
public sealed class LoopbackServerTests : IDisposable
{
    private readonly LoopbackServer server = new(0, asked => asked.Path == "/" ? PageAnswer.Text("200 OK", $"here {Encoding.UTF8.GetString(asked.Body)}") : null);

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost:9000\r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nHost: LOCALHOST\r\n\r\n", 200)]
    [InlineData("GET /?x=1 HTTP/1.1\r\nhost: 127.0.0.1:1\r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200)]
    [InlineData("GET http://localhost:1/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421)]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 421)]
    [InlineData("GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\n\r\n", 421)]
    [InlineData("GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n", 404)]
    [InlineData("DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 404)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n", 411)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 200)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nOrigin: http://localhost:9\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 200)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nOrigin: http://localhost:10\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nOrigin: null\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nOrigin: https://evil.example\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 403)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost:9\r\nContent-Type: application/json\r\nContent-Length: 70000\r\n\r\n", 431)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task Whose_name_is_asked_for_counts(string request, int status) => Assert.StartsWith($"HTTP/1.1 {status} ", await AskAsync(request), StringComparison.Ordinal);

    [Fact]
    public async Task A_request_without_end_is_cut_short() =>
        Assert.StartsWith("HTTP/1.1 431 ", await AskAsync("GET / HTTP/1.1\r\nX: " + new string('x', 1 << 14)), StringComparison.Ordinal);

    [Fact]
    public void A_port_that_is_taken_is_said_to_be() => Assert.Throws<SocketException>(() => new LoopbackServer(server.Address.Port, _ => null));

    private async Task<string> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new byte[4096];
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAtLeastAsync(answer, 12, throwOnEndOfStream: false));
    }
}
