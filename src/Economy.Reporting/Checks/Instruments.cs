using Economy.Core;
using Economy.Core.Books;

namespace Economy.Reporting.Checks;

/// <summary>Instruments by the words that tables have for them.</summary>
internal static class Instruments
{
    private static readonly Dictionary<string, Instrument> ByWord =
        Enum.GetValues<Instrument>().ToDictionary(i => Words.Kebab(i.ToString()), StringComparer.Ordinal);

    internal static Instrument? Parse(string word) =>
        word == InstrumentWords.Immigration ? Instrument.Endowment : ByWord.TryGetValue(word, out var instrument) ? instrument : null;
}
