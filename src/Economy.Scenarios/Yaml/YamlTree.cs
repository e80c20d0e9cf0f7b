using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Economy.Scenarios.Yaml;

/// <summary>
/// Reads the part of YAML that scenarios use into nodes with places: maps, lists and single values. Anchors, aliases, tags,
/// repeated keys, keys that are not text and further documents are reported.
/// </summary>
internal sealed class YamlTree
{
    private const int DeepestNesting = 16;

    private readonly Parser parser;
    private readonly ErrorLog log;
    private readonly string? set;
    private readonly int offset;
    private readonly Stack<Place> brackets = [];

    private YamlTree(string text, ErrorLog log, string? set, int offset)
    {
        parser = new Parser(new StringReader(text));
        this.log = log;
        this.set = set;
        this.offset = offset;
    }

    /// <summary>The root of the text; null where there is none or the text is not YAML, which is then reported.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="log">Receives the errors.</param>
    /// <param name="set">The override that the text is the value of, where it is one.</param>
    /// <param name="offset">Characters of the override before the value.</param>
    public static Node? Parse(string text, ErrorLog log, string? set = null, int offset = 0)
    {
        var tree = new YamlTree(text, log, set, offset);
        try
        {
            return tree.Document();
        }
        catch (YamlException e)
        {
            tree.SyntaxError(e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser fails so on some texts that end too early.
            Mark here = tree.parser.Current?.Start ?? Mark.Empty;
            tree.SyntaxError(new YamlException(here, here, "the text ends too early"));
        }

        return null;
    }

    private Node? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            log.Add(Place.WholeFile, "the file holds no scenario", "at least name, ticks and population");
            return null;
        }

        parser.Consume<DocumentStart>();
        Node root = Next(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out DocumentStart? second))
        {
            log.Add(At(second.Start, second.End), "a second document begins here", "one scenario per file",
                "move what follows to a file of its own");
        }

        return root;
    }

    private Node Next(int depth)
    {
        if (depth > DeepestNesting)
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {DeepestNesting} levels are nested here");
        if (parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
            return Refuse(alias, "aliases (*name) are not supported", "write the value out here");
        var start = parser.Accept<NodeEvent>(out NodeEvent? node) ? node
            : throw new YamlException(parser.Current!.Start, parser.Current.End, "a value is missing here");
        bool anchored = !start.Anchor.IsEmpty;
        bool tagged = !start.Tag.IsEmpty;
        Node value = Value(depth);
        if (anchored) return Refuse(start, "anchors (&name) are not supported",
            "remove the anchor and write the value out wherever it is needed");
        return tagged ? Refuse(start, "tags (!!type) are not supported", "remove the tag") : value;
    }

    private Node Value(int depth)
    {
        if (parser.TryConsume<Scalar>(out Scalar? scalar))
            return new ScalarNode(At(scalar.Start, scalar.End), scalar.Value, scalar.Style != ScalarStyle.Plain);
        bool bracketed = parser.Accept<SequenceStart>(out SequenceStart? list) ? list.Style == SequenceStyle.Flow
            : parser.Accept<MappingStart>(out MappingStart? map) && map.Style == MappingStyle.Flow;
        if (bracketed) brackets.Push(At(parser.Current!.Start, parser.Current.End));
        Node group = parser.Accept<SequenceStart>(out _) ? List(depth + 1) : Map(depth + 1);
        if (bracketed) brackets.Pop();
        return group;
    }

    private ListNode List(int depth)
    {
        SequenceStart start = parser.Consume<SequenceStart>();
        var list = new ListNode(At(start.Start, start.End));
        while (!parser.TryConsume<SequenceEnd>(out _)) list.Items.Add(Next(depth));
        return list;
    }

    private MapNode Map(int depth)
    {
        MappingStart start = parser.Consume<MappingStart>();
        var map = new MapNode(At(start.Start, start.End));
        while (!parser.TryConsume<MappingEnd>(out _)) Entry(map, depth);
        return map;
    }

    private void Entry(MapNode map, int depth)
    {
        Node key = Next(depth);
        Node value = Next(depth);
        if (key is FaultyNode) return;
        if (key is not ScalarNode { IsNull: false } name)
        {
            log.Add(key.Place with { Length = 1 }, "a key must be a single word", "'key: value'");
        }
        else if (map.Find(name.Text) is { } first)
        {
            log.Add(name.Place, $"the key '{name.Text}' is here twice", $"each key once; the first is on line {first.Key.Place.Line}", "remove one of the two");
        }
        else
        {
            map.Add(new MapEntry(name, value));
        }
    }

    private FaultyNode Refuse(ParsingEvent token, string message, string remedy)
    {
        Place place = At(token.Start, token.End);
        log.Add(place, message, "plain keys and values", remedy);
        return new FaultyNode(place);
    }

    private Place At(Mark start, Mark end)
    {
        int line = (int)start.Line;
        int column = (int)start.Column + offset;
        string source = set ?? (line >= 1 && line <= log.Lines.Count ? log.Lines[line - 1] : "");
        int restOfLine = Math.Max(0, source.TrimEnd().Length - column + 1);
        int length = end.Line == start.Line ? (int)(end.Column - start.Column) : restOfLine;
        return new Place(line, column, Math.Clamp(length, 0, restOfLine), set);
    }

    private void SyntaxError(YamlException e)
    {
        Place place = At(e.Start, e.Start) with { Length = 1 };
        string line = set ?? log.Lines.ElementAtOrDefault(place.Line - 1) ?? "";
        bool quote = line.ElementAtOrDefault(place.Column - 1) is '"' or '\'' && !e.Message.Contains("escape", StringComparison.Ordinal);
        bool bracket = brackets.Count > 0 && !e.Message.Contains("levels", StringComparison.Ordinal);
        (string message, string remedy) = (quote, bracket) switch
        {
            (true, _) => ("the quote that opens here is not closed, or something follows it",
                "close it with the same quote on the same line"),
            (_, true) => ("the bracket that opens here is not closed, or a comma is missing in it",
                "close it, or write the items on lines of their own"),
            _ => SyntaxErrors.Explain(e.Message, line, log.Lines.ElementAtOrDefault(place.Line - 2) ?? ""),
        };
        if (!quote && bracket) place = brackets.Peek() with { Length = 1 };
        log.Add(place, $"not valid YAML: {message}", "lines of 'key: value' indented with spaces, items of lists after '- '", remedy);
    }
}
