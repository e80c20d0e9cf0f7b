using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Economy.Cli.Allocating;

/// <summary>One key of a problem file: a list, or a list of lists of one length, filled token by token.</summary>
/// <param name="name">The key.</param>
/// <param name="isMatrix">Whether the cells lie in rows.</param>
internal abstract class JsonTable(string name, bool isMatrix)
{
    private int depth;
    private int column;

    /// <summary>The key.</summary>
    public string Name => name;

    /// <summary>Rows, or cells where there are no rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Cells in a row; null before the first row has ended.</summary>
    public int? Width { get; private set; }

    /// <summary>Line on which the list begins; 0 where the key is absent.</summary>
    public long Line { get; set; }

    /// <summary>Where the next token belongs: <c>demand[17][2]</c>.</summary>
    public string Place => name + (depth > 0 ? Index(Rows) : "") + (depth > 1 ? Index(column) : "");

    /// <summary>Takes a token of the list.</summary>
    /// <returns>Whether the list is complete.</returns>
    /// <exception cref="ProblemFormatException">The token does not belong there; its message begins with <see cref="Place"/>.</exception>
    public bool Accept(ref Utf8JsonReader token)
    {
        var inner = isMatrix ? 2 : 1;
        switch (token.TokenType)
        {
            case JsonTokenType.StartArray when depth < inner:
                depth++;
                break;
            case JsonTokenType.EndArray when depth == 2:
                if (Width is { } width && column != width)
                    throw Wrong(FormattableString.Invariant(
                        $"this row ends after {column} {What}s, the rows before it have {width}. All rows must have one length."),
                        atRow: true);
                Width = column;
                (depth, column) = (1, 0);
                EndRow();
                Rows++;
                break;
            case JsonTokenType.EndArray:
                depth = 0;
                return true;
            default:
                if (depth < inner) throw Wrong(
                    $"{Shown(ref token)} stands where a list {(isMatrix && depth == 0 ? "of lists " : "")}of {What}s is expected, as in {Example}.");
                if (column == (Width ?? int.MaxValue))
                    throw Wrong(FormattableString.Invariant(
                        $"this row has more than {Width} {What}s, the number in the rows before it. All rows must have one length."),
                        atRow: true);
                Add(ref token);
                if (isMatrix) column++;
                else Rows++;
                break;
        }

        return false;
    }

    /// <summary>What a cell is, for messages.</summary>
    protected abstract string What { get; }

    /// <summary>Takes a cell.</summary>
    protected abstract void Add(ref Utf8JsonReader token);

    /// <summary>A row is complete.</summary>
    protected virtual void EndRow()
    {
    }

    protected ProblemFormatException Wrong(string problem, bool atRow = false) => new($"{(atRow ? name + Index(Rows) : Place)}: {problem}");

    /// <summary>A token as it stands in the file, not too much of it.</summary>
    protected static string Shown(ref Utf8JsonReader token) => token.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"the text \"{Short(Encoding.UTF8.GetString(token.ValueSpan))}\"",
        _ => Short(Encoding.UTF8.GetString(token.ValueSpan)),
    };

    private string Example => name switch
    {
        "bids" => "\"bids\": [3, 2.5]",
        "eligible" => "\"eligible\": [[true, false], [true, true]]",
        _ => $"\"{name}\": [[1, 0.5], [2, 4]]",
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Index(int i) => string.Create(CultureInfo.InvariantCulture, $"[{i}]");
}

/// <summary>Finite numbers.</summary>
/// <param name="name">The key.</param>
/// <param name="isMatrix">Whether they lie in rows.</param>
/// <param name="mayBeNegative">Whether numbers below zero mean anything.</param>
internal sealed class NumberTable(string name, bool isMatrix, bool mayBeNegative) : JsonTable(name, isMatrix)
{
    private double[] cells = [];
    private int count;

    /// <summary>Sum of the cells' sizes.</summary>
    public double Sum { get; private set; }

    /// <summary>The cells, row by row.</summary>
    public double[] Cells() => cells.Length == count ? cells : cells[..count];

    protected override string What => "number";

    protected override void Add(ref Utf8JsonReader token)
    {
        if (token.TokenType != JsonTokenType.Number)
            throw Wrong($"{Shown(ref token)} is no number. Numbers are finite and stand without quotes; leave the task or pool out where there is none.");
        if (!token.TryGetDouble(out var value) || !double.IsFinite(value))
            throw Wrong($"{Shown(ref token)} is larger than any number a computer counts with (1.8e308). Give a finite number.");
        if (value < 0 && !mayBeNegative)
            throw Wrong($"{Shown(ref token)} is negative; {Name} {(Name == "capacity" ? "is" : "is what a task takes:")} a number from 0.");
        if (count == cells.Length)
        {
            if (count == Array.MaxLength) throw Wrong("these are more numbers than fit into memory.");
            Array.Resize(ref cells, (int)Math.Min(Math.Max(1024L, 2L * count), Array.MaxLength));
        }

        cells[count++] = value == 0 ? 0 : value; // no −0
        Sum += Math.Abs(value);
    }
}

/// <summary>Truth values, packed: bit j mod 64 of word j/64 of a row.</summary>
/// <param name="name">The key.</param>
internal sealed class MaskTable(string name) : JsonTable(name, isMatrix: true)
{
    private readonly List<ulong> words = [];
    private readonly List<ulong> row = [];
    private int column;

    /// <summary>[rows × ⌈width/64⌉].</summary>
    public ulong[] Words() => [.. words];

    protected override string What => "truth value";

    protected override void Add(ref Utf8JsonReader token)
    {
        if (token.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            throw Wrong($"{Shown(ref token)} is neither true nor false.");
        if (column % 64 == 0) row.Add(0);
        if (token.TokenType == JsonTokenType.True) row[^1] |= 1UL << (column % 64);
        column++;
    }

    protected override void EndRow()
    {
        words.AddRange(row);
        row.Clear();
        column = 0;
    }
}
