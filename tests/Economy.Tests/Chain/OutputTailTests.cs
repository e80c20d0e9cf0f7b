using Economy.Chain.Processes;

namespace Economy.Tests.Chain;

/// <summary>What a node says of its troubles can be shown to anybody.</summary>
public class OutputTailTests
{
    private static readonly string Key = string.Concat(Enumerable.Repeat("ac0974be", 8));

    [Theory]
    [InlineData(0)]
    [InlineData(280)]
    public async Task Keys_are_left_out_with_and_without_their_prefix_and_where_a_line_is_cut(int before)
    {
        var tail = new OutputTail();
        var words = new string('x', before);
        await tail.ReadAsync(new StringReader($"{words} 0x{Key} then\n{words} {Key} then\n"));
        Assert.DoesNotContain("ac09", tail.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, tail.ToString().Split("0x…").Length - 1);
    }

    [Fact]
    public async Task The_last_lines_are_kept_and_long_ones_cut()
    {
        var tail = new OutputTail();
        await tail.ReadAsync(new StringReader(string.Join('\n', Enumerable.Range(0, 1000)) + "\n" + new string('y', 5000)));
        var lines = tail.ToString().Split(Environment.NewLine);
        Assert.Equal(30, lines.Length);
        Assert.Equal(("971", 301), (lines[0], lines[^1].Length));
    }
}
