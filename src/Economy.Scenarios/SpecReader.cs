using Economy.Scenarios.Binding;
using Economy.Scenarios.Yaml;

namespace Economy.Scenarios;

/// <summary>A file of some other sort than a scenario, as it was read, or what is wrong with it.</summary>
/// <typeparam name="T">The record of its keys.</typeparam>
/// <param name="Spec">What it says; null where there are errors.</param>
/// <param name="Errors">All that is wrong, by place.</param>
public sealed record SpecResult<T>(T? Spec, IReadOnlyList<ScenarioError> Errors)
    where T : class;

/// <summary>Reads files of keys that are not scenarios, by the same rules and with the same errors.</summary>
public static class SpecReader
{
    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">A record whose properties are <c>[Key]</c>s.</typeparam>
    /// <param name="path">The file; errors name it as given.</param>
    /// <param name="check">Judges what no single key can tell.</param>
    public static SpecResult<T> ReadFile<T>(string path, Action<T, SpecFindings> check)
        where T : class
    {
        if (ScenarioReader.Load(path, out byte[] bytes) is { } refused) return new(null, [refused]);
        return ScenarioReader.Text(bytes, path, out string text) is { } garbled ? new(null, [garbled]) : Read(text, path, check);
    }

    /// <summary>Reads YAML text.</summary>
    /// <typeparam name="T">A record whose properties are <c>[Key]</c>s.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="file">What to call it in errors.</param>
    /// <param name="check">Judges what no single key can tell.</param>
    public static SpecResult<T> Read<T>(string text, string file, Action<T, SpecFindings> check)
        where T : class
    {
        var log = new ErrorLog(file, text);
        T? spec = Characters.AreFine(text, log) && YamlTree.Parse(text, log) is { } root ? Bind(root, log, check) : null;
        return new(log.IsEmpty ? spec : null, log.InOrder());
    }

    private static T? Bind<T>(Node root, ErrorLog log, Action<T, SpecFindings> check)
        where T : class
    {
        if (root is not MapNode map)
        {
            log.Add(root.Place, "the file is made of lines 'key: value', and this is not", "keys with values");
            return null;
        }

        var binder = new Binder(log);
        var spec = (T)binder.Bind(map, typeof(T));
        check(spec, new SpecFindings(binder.Places, log));
        return spec;
    }
}
