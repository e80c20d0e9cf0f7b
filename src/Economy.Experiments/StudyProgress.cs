using System.Diagnostics;
using Economy.Experiments.Sweeps;

namespace Economy.Experiments;

/// <summary>Says how far a study is: a line that renews itself on a terminal, a line every tenth of the way elsewhere.</summary>
internal sealed class StudyProgress(TextWriter output, bool isTerminal)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private int reported;
    private int endedHere;

    public void Report(SweepProgress progress)
    {
        var (done, total, failed, _) = progress;
        lock (gate)
        {
            endedHere++;
            if (done < reported || (!isTerminal && done < total && done * 10 / total == reported * 10 / total)) return;
            reported = done;
            var left = TimeSpan.FromSeconds(clock.Elapsed.TotalSeconds / endedHere * (total - done));
            var line = FormattableString.Invariant($"{done} of {total} runs, {failed} failed, about {left:m\\:ss} to go");
            output.Write(isTerminal ? $"\r{line,-60}{(done == total ? Environment.NewLine : "")}" : line + Environment.NewLine);
        }
    }
}
