using Economy.Core.Records;
using Economy.Reporting;

namespace Economy.Tests.Reporting;

public sealed class RunReaderTests : IDisposable
{
    private readonly TemporaryFolder runs = new();
    private readonly string folder;

    public RunReaderTests()
    {
        using var run = RunFolder.Begin(runs.Path, "sample", SampleRun.Scenario);
        run.Write(new MarketRow(1, "land", 0, 0, 0, 4, double.NaN, 0, 0, 0));
        run.Write(new MarketRow(2, "land", 0, 0, 0, 4, double.NaN, 0, 0, 0));
        folder = run.Target;
        run.Complete(SampleRun.Manifest());
    }

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("2,land", "two,land", 3, "tick", "a whole number of 32 bits", "two")]
    [InlineData("1,land,0,0,0,4", "1,land,0,0,0,4.5", 2, "price_minor", "a whole number", "4.5")]
    [InlineData("1,land,0", "1,land,", 2, "bid_units", "a whole number", "")]
    [InlineData("1,land", "1,la,nd", 2, null, "10 cells", "11")]
    [InlineData("1,land", "1,\"land", 2, null, "a closing quotation mark", "the end of the file")]
    [InlineData("price_minor", "price", 1, null, "the header tick,asset,bid_units,ask_units,volume_units,price_minor,price_age_ticks,notional_minor,tax_minor,supply_units", null)]
    public void A_wrong_cell_is_named_by_file_line_and_column(string from, string to, int line, string? column, string expected, string? found)
    {
        var file = Path.Combine(folder, "markets.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
        var wrong = Assert.Throws<RunFormatException>(() => RunReader.Open(folder).Read<MarketRow>());
        Assert.Equal((file, line, column, expected), (wrong.File, wrong.Line, wrong.Column, wrong.Expected));
        if (found is not null) Assert.Equal(found, wrong.Found);
        Assert.StartsWith($"{file}:{line}: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_table_an_empty_one_and_a_missing_manifest_are_said()
    {
        File.Delete(Path.Combine(folder, "markets.csv"));
        Assert.Throws<RunFormatException>(() => RunReader.Open(folder).Read<MarketRow>());
        File.WriteAllText(Path.Combine(folder, "ticks.csv"), "");
        Assert.Contains("header", Assert.Throws<RunFormatException>(() => RunReader.Open(folder).Read<TickRow>()).Expected, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), "{\n  \"format\": 3\n}\n");
        Assert.Equal(2, Assert.Throws<RunFormatException>(() => RunReader.Open(folder)).Line);
        File.Delete(Path.Combine(folder, "manifest.json"));
        Assert.Throws<RunFormatException>(() => RunReader.Open(folder));
    }

    [Fact]
    public void Carriage_returns_that_an_editor_added_are_no_part_of_the_cells()
    {
        var file = Path.Combine(folder, "markets.csv");
        File.WriteAllText(file, File.ReadAllText(file).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(2, RunReader.Open(folder).Read<MarketRow>().Count);
    }
}
