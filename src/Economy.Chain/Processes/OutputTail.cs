using System.Text.RegularExpressions;
using Economy.Core;

namespace Economy.Chain.Processes;

/// <summary>The last lines a child process wrote, without anything that looks like a private key.</summary>
internal sealed partial class OutputTail
{
    private const int Lines = 30;
    private const int LineLength = 300;
    private readonly Queue<string> lines = new();

    public async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            // The cut comes last: what is left of a key would no longer look like one.
            var shown = Secret().Replace(Printable.Text(line), "0x…");
            if (shown.Length > LineLength) shown = shown[..LineLength] + "…";
            lock (lines)
            {
                if (lines.Count == Lines) lines.Dequeue();
                lines.Enqueue(shown);
            }
        }
    }

    public override string ToString()
    {
        lock (lines) return string.Join(Environment.NewLine, lines);
    }

    [GeneratedRegex("(0x)?[0-9a-fA-F]{64,}")]
    private static partial Regex Secret();
}
