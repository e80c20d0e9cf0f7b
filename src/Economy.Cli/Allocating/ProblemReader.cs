using System.Globalization;
using System.Text.Json;
using Economy.Attention;
using Economy.Scenarios;

namespace Economy.Cli.Allocating;

/// <summary>
/// Reads an allocation problem as it streams in: one buffer of text, and the numbers themselves, are all that is held.
/// </summary>
internal sealed class ProblemReader
{
    private const int Buffer = 1 << 16;
    private const int LongestToken = 1 << 20;

    private readonly string file;
    private readonly NumberTable bids = new("bids", isMatrix: false, mayBeNegative: true);
    private readonly NumberTable demand = new("demand", isMatrix: true, mayBeNegative: false);
    private readonly NumberTable capacity = new("capacity", isMatrix: true, mayBeNegative: false);
    private readonly NumberTable scores = new("scores", isMatrix: true, mayBeNegative: true);
    private readonly MaskTable eligible = new("eligible");
    private readonly JsonTable[] tables;
    private JsonTable? current;
    private long line = 1;

    private ProblemReader(string file)
    {
        this.file = file;
        tables = [bids, demand, capacity, scores, eligible];
    }

    /// <summary>Reads a problem.</summary>
    /// <param name="stream">JSON text in UTF-8.</param>
    /// <param name="file">What to call it in messages.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="ProblemFormatException">The text is no problem; its message names file, line and key.</exception>
    public static RealProblem Read(Stream stream, string file, CancellationToken cancel = default)
    {
        var reader = new ProblemReader(file);
        reader.ReadAll(stream, cancel);
        return reader.Problem();
    }

    private void ReadAll(Stream stream, CancellationToken cancel)
    {
        var (buffer, filled, isLast, hasBegun, state) = (new byte[Buffer], 0, false, false, new JsonReaderState());
        while (!isLast)
        {
            cancel.ThrowIfCancellationRequested();
            var got = stream.Read(buffer.AsSpan(filled));
            (filled, isLast) = (filled + got, got == 0);
            var text = buffer.AsSpan(0, filled);
            var mark = !hasBegun && text.StartsWith("\uFEFF"u8) ? 3 : 0;
            hasBegun |= filled >= 3;
            var used = Tokens(text[mark..], isLast, ref state) + mark;
            text[used..].CopyTo(buffer);
            filled -= used;
            if (filled < buffer.Length) continue;
            if (buffer.Length >= LongestToken)
                throw At(line, $"{current?.Place ?? "the file"}: a single number or text of more than a million characters. This is no allocation problem.");
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }

    /// <summary>Goes through the tokens that are complete; returns the bytes they took.</summary>
    private int Tokens(ReadOnlySpan<byte> text, bool isLast, ref JsonReaderState state)
    {
        var token = new Utf8JsonReader(text, isLast, state);
        try
        {
            while (token.Read()) Accept(ref token, text);
        }
        catch (JsonException wrong)
        {
            var what = wrong.Message.Split(" LineNumber:")[0].Split(" Path:")[0].ReplaceLineEndings(" ");
            throw At((wrong.LineNumber ?? 0) + 1,
                $"{(current is null ? "" : current.Place + ": ")}this is not JSON: {what} Numbers are written as 1.5 or 2e-3; JSON has no NaN or Infinity.");
        }
        catch (InvalidOperationException)
        {
            // What GetString throws.
            throw At(LineOf(in token, text),
                $"{(current is null ? "" : current.Place + ": ")}this text is no UTF-8, or half a character. Save the file as UTF-8.");
        }
        catch (ProblemFormatException wrong)
        {
            throw At(LineOf(in token, text), wrong.Message);
        }

        state = token.CurrentState;
        line += text[..(int)token.BytesConsumed].Count((byte)'\n');
        return (int)token.BytesConsumed;
    }

    private void Accept(ref Utf8JsonReader token, ReadOnlySpan<byte> text)
    {
        if (current is not null)
        {
            if (current.Accept(ref token)) current = null;
        }
        else if (token.TokenType == JsonTokenType.PropertyName)
        {
            var key = token.GetString()!;
            current = Array.Find(tables, t => t.Name == key) ?? throw new ProblemFormatException(
                $"there is no key \"{key}\" in a problem{(Nearest.Suggest(key, tables.Select(t => t.Name)) is { Length: > 0 } meant ? $"; {meant}" : ".")} Its keys are {string.Join(", ", tables.Select(t => t.Name))}.");
            if (current.Line > 0)
                throw new ProblemFormatException(
                    FormattableString.Invariant($"\"{key}\" is there twice, first on line {current.Line}. Keep one of them."));
            current.Line = LineOf(in token, text);
        }
        else if (token.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
        {
            throw new ProblemFormatException("a problem is an object: {\"bids\": […], \"demand\": [[…]], \"capacity\": [[…]]}.");
        }
    }

    private RealProblem Problem()
    {
        foreach (var missing in tables.Take(3).Where(t => t.Line == 0))
            throw new ProblemFormatException($"{file}: there is no key \"{missing.Name}\"; a problem has bids, demand and capacity.");
        var (n, m) = (bids.Rows, capacity.Rows);
        var resources = demand.Width ?? capacity.Width ?? 0;
        RequireRows(demand, n, "bids");
        RequireWidth(capacity, resources, "kinds of resource, as in demand");
        if (m > AllocationProblem.MostPools)
            throw At(capacity.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"capacity: {m} pools; at most {AllocationProblem.MostPools} can be allocated at once. Merge pools that are alike."));
        if (resources > 64) throw At(demand.Line,
            string.Create(CultureInfo.InvariantCulture, $"demand: {resources} kinds of resource; at most 64 can be allocated at once."));
        foreach (var table in (JsonTable[])[scores, eligible])
        {
            if (table.Line == 0) continue;
            RequireRows(table, n, "bids");
            RequireWidth(table, m, "pools, as many as capacity has rows");
        }

        foreach (var table in (NumberTable[])[bids, demand, capacity, scores])
            if (!double.IsFinite(table.Sum))
                throw At(table.Line, $"{table.Name}: its numbers add up to more than a computer counts with (1.8e308). Give them in a larger unit.");

        return new RealProblem
        {
            Tasks = n,
            Pools = m,
            Resources = resources,
            Bid = bids.Cells(),
            Demand = demand.Cells(),
            Capacity = capacity.Cells(),
            Score = scores.Line > 0 ? scores.Cells() : null,
            Eligible = eligible.Line > 0 ? eligible.Words() : null,
        };
    }

    private void RequireRows(JsonTable table, int rows, string like)
    {
        if (table.Rows != rows)
            throw At(table.Line, FormattableString.Invariant(
                $"{table.Name}: {table.Rows} rows for {rows} {like}. Give a row for every task."));
    }

    private void RequireWidth(JsonTable table, int width, string what)
    {
        if (table.Width is { } found && found != width)
            throw At(table.Line, FormattableString.Invariant($"{table.Name}: its rows have {found} columns; expected {width} {what}."));
    }

    private ProblemFormatException At(long where, string problem) => new(FormattableString.Invariant($"{file}:{where}: {problem}"));

    private long LineOf(ref readonly Utf8JsonReader token, ReadOnlySpan<byte> text) =>
        line + text[..(int)token.TokenStartIndex].Count((byte)'\n');
}
