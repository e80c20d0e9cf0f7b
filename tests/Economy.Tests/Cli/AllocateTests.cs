using System.Text;
using System.Text.Json;
using Economy.Cli.Allocating;
using Economy.Tests.Reporting;

namespace Economy.Tests.Cli;

public sealed class AllocateTests
{
    [Theory]
    [InlineData("", "p.json:1: this is not JSON: The input does not contain any JSON tokens.")]
    [InlineData("[1]", "p.json:1: a problem is an object: ")]
    [InlineData("{}", "p.json: there is no key \"bids\"; a problem has bids, demand and capacity.")]
    [InlineData("{\"bids\":[1,\nNaN]}", "p.json:2: bids[1]: this is not JSON: 'N' is an invalid start of a value.")]
    [InlineData("{\"bids\":[1,\"NaN\"]}", "p.json:1: bids[1]: the text \"NaN\" is no number.")]
    [InlineData("{\"bids\":[1,1e999]}", "p.json:1: bids[1]: 1e999 is larger than any number")]
    [InlineData("{\"bids\":[null]}", "p.json:1: bids[0]: null is no number.")]
    [InlineData("{\"bids\":[[1]]}", "p.json:1: bids[0]: a list is no number.")]
    [InlineData("{\"bids\":{}}", "p.json:1: bids: an object stands where a list of numbers is expected")]
    [InlineData("{\"bid\":[1]}", "p.json:1: there is no key \"bid\" in a problem; did you mean 'bids'? Its keys are bids, demand, capacity, scores, eligible.")]
    [InlineData("{\"bids\":[1],\n\"bids\":[1]}", "p.json:2: \"bids\" is there twice, first on line 1.")]
    [InlineData("{\"bids\":[1],\"demand\":[1],\"capacity\":[[1]]}", "p.json:1: demand[0]: 1 stands where a list of numbers is expected")]
    [InlineData("{\"bids\":[1,2],\"demand\":[[1,2],\n[1]],\"capacity\":[[1,1]]}", "p.json:2: demand[1]: this row ends after 1 numbers, the rows before it have 2.")]
    [InlineData("{\"bids\":[1,2],\"demand\":[[1],\n[1,2]],\"capacity\":[[1]]}", "p.json:2: demand[1]: this row has more than 1 numbers")]
    [InlineData("{\"bids\":[1],\n\n\"demand\":[[-0.5]],\"capacity\":[[1]]}", "p.json:3: demand[0][0]: -0.5 is negative;")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\"capacity\":[[-1]]}", "p.json:1: capacity[0][0]: -1 is negative;")]
    [InlineData("{\"bids\":[1,2],\n\"demand\":[[1]],\"capacity\":[[1]]}", "p.json:2: demand: 1 rows for 2 bids.")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\n\"capacity\":[[1,2]]}", "p.json:2: capacity: its rows have 2 columns; expected 1 kinds of resource, as in demand.")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\"capacity\":[[1]],\"scores\":[[1,2]]}", "p.json:1: scores: its rows have 2 columns; expected 1 pools")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\"capacity\":[[1]],\"eligible\":[[1]]}", "p.json:1: eligible[0][0]: 1 is neither true nor false.")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\"capacity\":[[1]]}\n{}", "p.json:2: this is not JSON: '{' is invalid after a single JSON value.")]
    [InlineData("{\"bids\":[1],\n\"\\ud83d\":[[1]]}", "p.json:2: this text is no UTF-8, or half a character.")]
    [InlineData("{\"bids\":[1.7e308,\n1.7e308],\"demand\":[[0],[0]],\"capacity\":[[1]]}", "p.json:1: bids: its numbers add up to more than a computer counts with (1.8e308).")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\n\"capacity\":[[1e308],[1e308]]}", "p.json:2: capacity: its numbers add up to more")]
    public void What_is_no_problem_is_refused_with_its_place(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ProblemFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_number_without_end_is_refused_before_it_fills_the_memory() =>
        Assert.Contains("more than a million characters", Assert.Throws<ProblemFormatException>(() => Read("{\"bids\":[" + new string('1', 2_000_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"bids\":[],\"demand\":[],\"capacity\":[[1,2]]}", "{\"shares\":[],\"prices\":[[0,0]],\"welfare\":0,\"bound\":0,\"certified\":1,\"passes\":0}")]
    [InlineData("{\"bids\":[1,2],\"demand\":[[1],[1]],\"capacity\":[]}", "{\"shares\":[[],[]],\"prices\":[],\"welfare\":0,\"bound\":0,\"certified\":1,\"passes\":0}")]
    [InlineData("{\"bids\":[1],\"demand\":[[1]],\"capacity\":[[0]]}", "{\"shares\":[[0]],\"prices\":[[0]],\"welfare\":0,\"bound\":0,\"certified\":1,")]
    [InlineData("{\"bids\":[2.5],\"demand\":[[0]],\"capacity\":[[0]]}", "{\"shares\":[[1]],\"prices\":[[0]],\"welfare\":2.5,\"bound\":2.5,\"certified\":1,")]
    [InlineData("\uFEFF{ \"eligible\":[[false,true]], \"capacity\":[[2],[1.5]], \"bids\":[3], \"demand\":[[1]] }", "{\"shares\":[[0,1]],\"prices\":[[0],[0]],\"welfare\":3,\"bound\":3,\"certified\":1,")]
    [InlineData("{\"bids\":[-1],\"demand\":[[1]],\"capacity\":[[1]],\"scores\":[[-2]]}", "{\"shares\":[[0]],\"prices\":[[0]],\"welfare\":0,\"bound\":0,\"certified\":1,")]
    public void Corner_cases_have_their_right_answer(string text, string answer) => Assert.StartsWith(answer, Allocate(text), StringComparison.Ordinal);

    [Fact]
    public void A_problem_read_byte_by_byte_is_the_same_problem()
    {
        const string Text = "{\"bids\":[1.25,3e2],\r\n\"demand\":[[0.5,1],[1,0]],\"capacity\":[[1,1]],\"eligible\":[[true],[false]]}";
        using var slow = new OneByteStream(Encoding.UTF8.GetBytes(Text));
        var (whole, pieces) = (Read(Text), ProblemReader.Read(slow, "p.json"));

        Assert.Equal(JsonSerializer.Serialize(whole), JsonSerializer.Serialize(pieces));
        Assert.Equal([1.25, 300.0], whole.Bid);
        Assert.Equal([1UL, 0UL], whole.Eligible!);
    }

    [Fact]
    public void Beyond_five_million_shares_they_come_sparse()
    {
        const int Tasks = 1251, Pools = 4000;
        var text = $$"""{"bids":[{{string.Join(',', Enumerable.Repeat("1", Tasks))}}],"demand":[{{string.Join(',', Enumerable.Repeat("[1]", Tasks))}}],"capacity":[{{string.Join(',', Enumerable.Repeat("[0.5]", Pools))}}]}""";
        using var answer = JsonDocument.Parse(Allocate(text, "greedy"));
        var rows = answer.RootElement.GetProperty("sparseShares").EnumerateArray().Select(r => r.EnumerateArray().Select(x => x.GetDouble()).ToArray()).ToList();

        Assert.False(answer.RootElement.TryGetProperty("shares", out _));
        Assert.Equal(Tasks, rows.Sum(r => r[2]), 1e-6);
        Assert.All(rows, r => Assert.True(r.Length == 3 && r[0] < Tasks && r[1] < Pools && r[2] is > 0 and <= 1));
        Assert.Equal(rows.OrderBy(r => r[0]).ThenBy(r => r[1]), rows);
    }

    [Fact]
    public async Task Only_json_is_on_standard_output_and_a_seed_draws_the_queue()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.json"], "{\"bids\":[1,1,1,1],\"demand\":[[1],[1],[1],[1]],\"capacity\":[[1]]}");
        var queues = new HashSet<string>();
        foreach (var seed in (string[][])[[], ["--seed", "1"], ["--seed", "2"], ["--seed", "3"]])
        {
            var ended = await EconomyProcess.RunAsync(folder.Path, ["allocate", "p.json", "--policy", "priority", .. seed]);
            using var answer = JsonDocument.Parse(ended.Output);
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
            if (seed.Length == 0) Assert.StartsWith("{\"shares\":[[1],[0],[0],[0]]", ended.Output, StringComparison.Ordinal);
            queues.Add(answer.RootElement.GetProperty("shares").GetRawText());
        }

        Assert.InRange(queues.Count, 2, 4);
    }

    private static RealProblem Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ProblemReader.Read(stream, "p.json");
    }

    private static string Allocate(string text, string policy = "attention")
    {
        var problem = Read(text);
        using var output = new MemoryStream();
        using (var writer = new AllocationWriter(output, problem)) writer.Complete(RealAllocation.Allocate(problem, policy, new(), writer.Share));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
