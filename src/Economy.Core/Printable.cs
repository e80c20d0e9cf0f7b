namespace Economy.Core;

/// <summary>
/// Text from outside (a scenario, a node, a trace) as a terminal may show it: no escape codes, nothing that turns the
/// direction of writing, so that a message cannot pretend to be another.
/// </summary>
public static class Printable
{
    /// <summary>The text with every such character replaced by U+FFFD. Line feeds and tabs stay.</summary>
    public static string Text(string text) => text.AsSpan().ContainsAny(Active) ? string.Create(text.Length, text, Clean) : text;

    // C0 and C1 controls; marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode UAX #9); separators.
    private static readonly System.Buffers.SearchValues<char> Active = System.Buffers.SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Where(c => c is not ('\n' or '\t')).Select(c => (char)c),
        '\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u2028',
        '\u2029', '\ufeff',
    ]);

    private static void Clean(Span<char> cleaned, string text)
    {
        for (var i = 0; i < text.Length; i++) cleaned[i] = Active.Contains(text[i]) ? '\ufffd' : text[i];
    }
}
