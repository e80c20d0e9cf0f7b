using System.Globalization;
using System.Text;

namespace Economy.Experiments;

/// <summary>
/// The finished runs of a study as a CSV file, a row each, on disk as soon as the run ends. A row that a crash tore off is dropped
/// when the file is opened again. One process at a time.
/// </summary>
internal sealed class ResultLog : IDisposable
{
    private const int KeyColumns = 5;
    private readonly string file;
    private readonly string header;
    private readonly FileStream stream;
    private readonly Lock gate = new();

    /// <exception cref="StudyFileException">The file holds something else.</exception>
    public ResultLog(string file, IEnumerable<string> measures)
    {
        this.file = file;
        header = string.Join(',', ["setting", "x", "seed", "scenario_hash", "build", .. measures]);
        stream = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            Read();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The runs in the file, in its order.</summary>
    public List<Result> Results { get; } = [];

    /// <summary>Adds a run; it is on disk when this returns.</summary>
    public void Append(Result result)
    {
        lock (gate)
        {
            stream.Write(Encoding.UTF8.GetBytes(Line(result) + '\n'));
            stream.Flush();
            Results.Add(result);
        }
    }

    /// <summary>Puts the rows in order: the file of a complete study says nothing of threads and interruptions.</summary>
    public void Sort(Comparison<Result> order)
    {
        Results.Sort(order);
        var sorted = file + ".sorted";
        File.WriteAllLines(sorted, [header, .. Results.Select(Line)]);
        stream.Dispose();
        File.Move(sorted, file, overwrite: true);
    }

    public void Dispose() => stream.Dispose();

    private void Read()
    {
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        stream.SetLength(whole);
        stream.Position = whole;
        var lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.TrimEntries)[..^1];
        if (lines.Length == 0) stream.Write(Encoding.UTF8.GetBytes(header + '\n'));
        else if (lines[0] != header)
            throw new StudyFileException(file, 1, $"it begins with '{lines[0]}', and this study writes '{header}'");
        for (var i = 1; i < lines.Length; i++) Results.Add(Parse(lines[i], i + 1));
    }

    private static string Line(Result result) => string.Join(',', [
        result.Setting, Number(result.X), result.Seed.ToString(CultureInfo.InvariantCulture), result.ScenarioHash, result.Build,
        .. result.Values.Select(Number)]);

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private Result Parse(string line, int number)
    {
        var cells = line.Split(',');
        if (cells.Length != header.Count(c => c == ',') + 1)
            throw new StudyFileException(file, number, $"{cells.Length} cells where the header has another number");
        if (!ulong.TryParse(cells[2], CultureInfo.InvariantCulture, out var seed))
            throw new StudyFileException(file, number, $"'{cells[2]}' is no seed");
        return new Result(cells[0], Value(cells[1], number), seed, cells[3], cells[4],
            [.. cells.Skip(KeyColumns).Select(c => Value(c, number))]);
    }

    private double Value(string cell, int line)
    {
        if (cell.Length == 0) return double.NaN;
        return double.TryParse(cell, CultureInfo.InvariantCulture, out var value) ? value
            : throw new StudyFileException(file, line, $"'{cell}' is no number");
    }
}
