namespace Economy.Scenarios.Yaml;

/// <summary>What a YAML parser would stumble over with a message that helps nobody: binary files and tabs.</summary>
internal static class Characters
{
    public static bool AreFine(string text, ErrorLog log)
    {
        for (int i = 0; i < log.Lines.Count; i++)
        {
            string line = log.Lines[i];
            int control = line.AsSpan().IndexOfAnyInRange('\0', '\u0008');
            if (control >= 0)
            {
                log.Add(new Place(i + 1, control + 1, 0), "the file holds control characters; it is not a text file", "a scenario in YAML");
                return false;
            }

            int indent = line.Length - line.TrimStart(' ', '\t').Length;
            int tab = line.AsSpan(0, indent).IndexOf('\t');
            if (tab >= 0 && indent < line.Length)
                log.Add(new Place(i + 1, tab + 1, indent - tab), "a tab indents this line", "spaces, two for each level",
                    "replace every tab by spaces");
        }

        return log.IsEmpty && HasContent(text, log);
    }

    private static bool HasContent(string text, ErrorLog log)
    {
        if (!string.IsNullOrWhiteSpace(text)) return true;
        log.Add(Place.WholeFile, "the file is empty", "at least name, ticks and population");
        return false;
    }
}
