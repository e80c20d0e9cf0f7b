using System.Collections.Concurrent;
using Economy.Core.Books;

namespace Economy.Reporting.Checks;

/// <summary>Instruments as tables spell them: the names of <see cref="Instrument"/>, whatever their case and word breaks.</summary>
internal static class Instruments
{
    private static readonly ConcurrentDictionary<string, Instrument?> Known = new(StringComparer.Ordinal);

    internal static Instrument? Parse(string text) => Known.GetOrAdd(text, static t =>
    {
        var letters = string.Concat(t.Where(char.IsAsciiLetter));
        return Enum.TryParse<Instrument>(letters, ignoreCase: true, out var instrument) ? instrument : null;
    });
}
