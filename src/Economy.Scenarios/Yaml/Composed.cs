using ADRaffy.ENSNormalize;

namespace Economy.Scenarios.Yaml;

/// <summary>
/// Text in Unicode's composed form (NFC), so that a name is one name however an editor or a file system writes its accents. The runtime's
/// own normalisation does nothing here: the program runs without culture data.
/// </summary>
internal static class Composed
{
    public static string Text(string text)
    {
        if (System.Text.Ascii.IsValid(text)) return text;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (char.IsSurrogate(text[i])) return text; // Half a character, which is refused where it is read.
        }

        return ENSNormalize.NF.NFC(text);
    }
}
