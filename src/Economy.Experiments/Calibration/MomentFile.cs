using System.Globalization;

namespace Economy.Experiments.Calibration;

/// <summary>Moments of the data in a CSV file with the columns measure, value and standard_error.</summary>
public static class MomentFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is not there, or a line cannot be read; the message names the place.</exception>
    public static IReadOnlyList<Moment> Read(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file} cannot be read: {cause.Message}", cause);
        }

        var header = lines.Length == 0 ? [] : lines[0].Split(',').Select(h => h.Trim()).ToList();
        int Column(string name) => header.IndexOf(name) is >= 0 and var at ? at
            : throw new InvalidDataException($"{file}:1: there is no column '{name}'; expected: measure, value, standard_error.");
        var (measure, value, error) = (Column("measure"), Column("value"), Column("standard_error"));
        var moments = new List<Moment>();
        foreach (var (i, line) in lines.Index().Skip(1).Where(l => l.Item.Trim().Length > 0))
        {
            var cells = line.Split(',');
            double Number(int column) =>
                column < cells.Length && double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                ? number : throw new InvalidDataException($"{file}:{i + 1}: {header[column]} must be a number, not "
                    + $"'{(column < cells.Length ? cells[column] : "")}'.");
            moments.Add(new(cells[measure].Trim(), Number(value), Number(error)));
            if (moments[^1].StandardError <= 0)
                throw new InvalidDataException($"{file}:{i + 1}: no moment of data is known without error; standard_error is above 0.");
        }

        return moments;
    }
}
