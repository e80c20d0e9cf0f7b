using Economy.Core.Records;
using Economy.Reporting;
using Economy.Reporting.Checks;
using FsCheck;
using FsCheck.Fluent;

namespace Economy.Tests.Reporting;

public sealed class TableLaws
{
    [Fact]
    public void Any_row_reads_back_as_it_was_written() => Prop.ForAll<(string, long, double, int)[]>(cells =>
    {
        using var runs = new TemporaryFolder();
        var rows = cells.Select((c, i) => new ParticipantRow(i, (c.Item1 ?? "").Replace("\r\n", "\n", StringComparison.Ordinal), c.Item4, c.Item2, -1 - c.Item2, long.MaxValue, c.Item3, -c.Item3, 0)).Where(r => IsText(r.Type)).ToArray();
        using var folder = RunFolder.Begin(runs.Path, "law", SampleRun.Scenario);
        foreach (var row in rows) folder.Write(row);
        folder.Complete(SampleRun.Manifest("law"));
        return RunReader.Open(folder.Target).Read<ParticipantRow>().SequenceEqual(rows);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Lorenz_curve_is_convex_and_twice_its_distance_from_equality_is_the_Gini() => Prop.ForAll<PositiveInt[]>(amounts =>
    {
        double[] ascending = [.. amounts.Select(a => (double)a.Get).Order()];
        if (ascending.Length == 0) return true;
        var curve = Inequalities.Lorenz(ascending, ascending.Length);
        var area = curve.Zip(curve.Skip(1), (a, b) => (a + b) / 2 / ascending.Length).Sum();
        var slopes = curve.Zip(curve.Skip(1), (a, b) => b - a).ToArray();
        return Math.Abs(1 - 2 * area - Inequalities.Gini(ascending)) < 1e-9 && slopes.Zip(slopes.Skip(1)).All(s => s.Second > s.First - 1e-12) && curve[^1] == 1;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new double[] { 5, 5, 5, 5 }, 0)]
    [InlineData(new double[] { 0, 0, 0, 8 }, 0.75)]
    [InlineData(new double[] { 0, 0 }, double.NaN)]
    [InlineData(new double[] { }, double.NaN)]
    public void Gini_known_answers(double[] ascending, double gini) => Assert.Equal(gini, Inequalities.Gini(ascending), 12);

    /// <summary>Half of a surrogate pair is no text, and no file can hold it.</summary>
    private static bool IsText(string text) => !text.Any(char.IsSurrogate);
}
