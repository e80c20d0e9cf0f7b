using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Economy.Tests.Cli;

/// <summary>Answers whatever it is asked over HTTP with the same text.</summary>
internal sealed class AnsweringServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public AnsweringServer(string answer)
    {
        listener.Start();
        _ = AnswerAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\nConnection: close\r\n\r\n{answer}"));
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public void Dispose() => listener.Dispose();

    private async Task AnswerAsync(byte[] response)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().ReadAtLeastAsync(new byte[8192], 100);
            await client.GetStream().WriteAsync(response);
        }
    }
}
