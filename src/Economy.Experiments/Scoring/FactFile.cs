using System.Text.Json;

namespace Economy.Experiments.Scoring;

/// <summary>A file of figures measured on real systems, <c>facts.json</c>: objects within objects, numbers at their ends.</summary>
public sealed class FactFile
{
    private readonly JsonElement root;

    private FactFile(JsonElement root) => this.root = root;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message says where and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FactFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? new FactFile(document.RootElement.Clone())
                : throw new InvalidDataException($"{path}:1: an object of figures is expected, as in facts.json.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}:{wrong.LineNumber + 1}: this is no JSON: {wrong.Message}"),
                wrong);
        }
    }

    /// <summary>A figure with the values that the file has for it; as it was where the file has none.</summary>
    public Figure Of(Figure figure)
    {
        double[] values = [.. Values(root, figure.Path.Split('/'))];
        return values.Length == 0 ? figure : figure with { Values = values };
    }

    private static IEnumerable<double> Values(JsonElement at, ReadOnlyMemory<string> path)
    {
        if (path.Length == 0) return at.ValueKind == JsonValueKind.Number ? [at.GetDouble()] : [];
        var (key, rest) = (path.Span[0], path[1..]);
        return at.ValueKind switch
        {
            JsonValueKind.Object when key == "*" => at.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)
                .SelectMany(p => Values(p.Value, rest)),
            JsonValueKind.Object when at.TryGetProperty(key, out var found) => Values(found, rest),
            JsonValueKind.Array when int.TryParse(key, out var index) && index < at.GetArrayLength() => Values(at[index], rest),
            _ => [],
        };
    }
}
