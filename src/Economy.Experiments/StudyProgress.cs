using System.Diagnostics;

namespace Economy.Experiments;

/// <summary>Says how far a study is: a line that renews itself on a terminal, a line every tenth of the way elsewhere.</summary>
internal sealed class StudyProgress(TextWriter output, bool isTerminal)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private int reported;
    private int failed;
    private int endedHere;

    public void Report(int done, int total, Failure? failure) => Report(done, total, failure is null ? failed : failed + 1);

    public void Report(int done, int total, int failures)
    {
        lock (gate)
        {
            endedHere++;
            failed = failures;
            if (done < reported || (!isTerminal && done < total && done * 10 / total == reported * 10 / total)) return;
            reported = done;
            var left = TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / endedHere * (total - done));
            var line = FormattableString.Invariant($"{done} of {total} runs, {failed} failed, about {left:m\\:ss} to go");
            output.Write(isTerminal ? $"\r{line,-60}{(done == total ? Environment.NewLine : "")}" : line + Environment.NewLine);
        }
    }
}
