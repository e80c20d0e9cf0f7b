using Economy.Experiments;

namespace Economy.Tests.Experiments;

public sealed class StudyOptionsTests
{
    [Fact]
    public void Options_are_read_as_given()
    {
        Assert.Equal(new StudyOptions(12, 3, "there", 9), StudyOptions.Parse(["--seeds", "12", "--threads", "3", "--out", "there", "--ticks", "9"], out var problem));
        Assert.Null(problem);
        Assert.Equal(30, StudyOptions.Parse([], out _).Seeds);
        Assert.Equal((1, 4), (StudyOptions.Parse(["--smoke"], out _).Seeds, StudyOptions.Parse(["--smoke"], out _).Ticks!.Value));
    }

    [Theory]
    [InlineData("--sedes 3", "unknown option '--sedes'")]
    [InlineData("--seeds", "--seeds needs a whole number from 1, not ''")]
    [InlineData("--seeds 0", "--seeds needs a whole number from 1, not '0'")]
    [InlineData("--ticks -3", "--ticks needs a whole number from 1, not '-3'")]
    [InlineData("--threads two", "--threads needs a whole number from 1, not 'two'")]
    [InlineData("--out", "--out needs a folder")]
    public void What_is_wrong_with_them_is_said(string args, string expected)
    {
        StudyOptions.Parse(args.Split(' '), out var problem);
        Assert.Equal(expected, problem);
    }
}
