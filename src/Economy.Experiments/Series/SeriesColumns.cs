using System.Collections.Concurrent;
using System.Globalization;
using Economy.Core.Records;

namespace Economy.Experiments.Series;

/// <summary>How the rows of a table are read as series over ticks.</summary>
internal sealed class SeriesColumns
{
    private static readonly ConcurrentDictionary<Type, SeriesColumns> Known = new();
    private readonly RunTable table;
    private readonly RunColumn[] labels;
    private readonly RunColumn[] numbers;
    private readonly ConcurrentDictionary<string, SeriesKey[]> keys = new();

    private SeriesColumns(RunTable table)
    {
        this.table = table;
        labels = [.. table.Columns.Skip(1).Where(c => c.IsKey)];
        numbers = [.. table.Columns.Where(c => !c.IsKey && c.Property.PropertyType != typeof(string))];
    }

    public static SeriesColumns Of(Type row) => Known.GetOrAdd(row, static r => new SeriesColumns(RunTable.Of(r)));

    public int Tick(object row) => (int)table.Columns[0].Property.GetValue(row)!;

    public SeriesKey[] Keys(object row)
    {
        var group = string.Join(" / ", labels.Select(c => Convert.ToString(c.Property.GetValue(row), CultureInfo.InvariantCulture)));
        return keys.GetOrAdd(group, g => [.. numbers.Select(c => new SeriesKey(table.Name, g, c.Header))]);
    }

    public double Value(object row, int number) =>
        numbers[number].Property.GetValue(row) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : double.NaN;
}
