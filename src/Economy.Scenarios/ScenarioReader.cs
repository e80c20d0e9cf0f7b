using System.Text;
using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;
using Economy.Scenarios.Rules;
using Economy.Scenarios.Yaml;

namespace Economy.Scenarios;

/// <summary>Reads scenario files. Whatever is wrong with one comes back as errors, all of them at once; nothing is thrown.</summary>
public static class ScenarioReader
{
    private const int LargestFileBytes = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; errors name it as given.</param>
    /// <param name="sets">Overrides, each <c>key=value</c> as after <c>--set</c>, applied in order.</param>
    public static ScenarioResult ReadFile(string path, IReadOnlyList<string>? sets = null) => Variants(path)(sets ?? []);

    /// <summary>Opens a file once, so that it may be a pipe, and reads the scenario in it under any overrides.</summary>
    /// <param name="path">The file; errors name it as given.</param>
    public static Func<IReadOnlyList<string>, ScenarioResult> Variants(string path)
    {
        if (Load(path, out byte[] bytes) is { } refused) return _ => new ScenarioResult(null, [refused]);
        return sets => Read(bytes, path, sets);
    }

    /// <summary>The bytes of a file, or why there are none.</summary>
    internal static ScenarioError? Load(string path, out byte[] content)
    {
        content = [];
        try
        {
            if (Directory.Exists(path)) return Refuse(path, "this is a folder", "a scenario file");
            using FileStream stream = File.OpenRead(path);
            byte[] bytes = new byte[LargestFileBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestFileBytes)
                return Refuse(path, $"the file is larger than {LargestFileBytes >> 20} MiB", "a scenario of a few kilobytes");
            content = bytes[..length];
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse(path, "there is no such file", "", Neighbour(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refuse(path, $"the file cannot be read: {e.Message}", "");
        }
    }

    /// <summary>Reads the bytes of a file, which must be UTF-8; a byte order mark is allowed.</summary>
    public static ScenarioResult Read(ReadOnlySpan<byte> utf8, string file, IReadOnlyList<string>? sets = null)
    {
        return Text(utf8, file, out string text) is { } garbled ? new ScenarioResult(null, [garbled]) : Read(text, file, sets);
    }

    /// <summary>The text of bytes, or why they are none.</summary>
    internal static ScenarioError? Text(ReadOnlySpan<byte> utf8, string file, out string text)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            ReadOnlySpan<byte> before = utf8[..Math.Clamp(e.Index, 0, utf8.Length)];
            int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
            string bytes = Convert.ToHexString(e.BytesUnknown ?? []);
            text = "";
            return new ScenarioError(file, 1 + before.Count((byte)'\n'), column, "", $"the file is not UTF-8 text: byte 0x{bytes}",
                "a scenario in YAML", "save it as UTF-8");
        }
    }

    /// <summary>Reads YAML text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="sets">Overrides, each <c>key=value</c> as after <c>--set</c>, applied in order.</param>
    public static ScenarioResult Read(string text, string file, IReadOnlyList<string>? sets = null)
    {
        var log = new ErrorLog(file, text);
        Scenario? scenario = Characters.AreFine(text, log) && YamlTree.Parse(text, log) is { } root ? Bind(root, sets ?? [], log) : null;
        return new ScenarioResult(log.IsEmpty ? scenario : null, log.InOrder());
    }

    private static Scenario? Bind(Node root, IReadOnlyList<string> sets, ErrorLog log)
    {
        if (root is not MapNode map)
        {
            string found = root is ListNode ? "a list" : "a single value";
            log.Add(root.Place, $"a scenario is made of lines 'key: value', and this is {found}", "at least name, ticks and population");
            return null;
        }

        var overrides = new Overrides(map, log);
        foreach (string set in sets) overrides.Apply(set);
        var binder = new Binder(log);
        var scenario = (Scenario)binder.Bind(map, typeof(Scenario));
        ScenarioRules.Check(new Findings(scenario, binder.Places, log));
        return scenario;
    }

    private static ScenarioError Refuse(string file, string message, string expected, string suggestion = "") =>
        new(file, 0, 0, "", message, expected, suggestion);

    private static string Neighbour(string path)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder)) return $"there is no folder {folder} either";
        IEnumerable<string> files =
            Directory.EnumerateFiles(folder, "*.y*ml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
        return Nearest.Suggest(Path.GetFileName(path), files);
    }
}
