using System.Globalization;
using System.Text;
using Economy.World.Subsystems.Serving;

namespace Economy.Cli.Running;

/// <summary>A visit to a place with a line in words: why it waited, what served it, and what would have.</summary>
internal static class VisitText
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Some sentences; none where the participant had no visit there.</summary>
    public static string Of(VisitInquiry place, int participant)
    {
        if (place.Of(participant) is not { } visit) return "";
        var text = new StringBuilder();
        text.Append(Plain, $"\nIts visit to {place.Place.Name}, no. {visit.Number}, is of class {place.Place.AllClasses[visit.Class].Name}: {Count(visit.Ahead)} there when it asked, {visit.Asked - place.Begin:0} s into the tick. ");
        text.Append(Plain, $"It needs {visit.Work:0} s of a server of pace 1; {place.Service:0.0 %} of the compute was served. It {End(visit)}.\n");
        if (visit.State == VisitState.Finished && visit.Started == visit.Asked) return text.ToString();
        text.Append(Plain, $"With one server more, all else as it was, it {End(place.WithMore(participant, 1))}.\n");
        if (place.Service < 1) text.Append(Plain, $"With all of the compute, it {End(place.WithCompute(participant))}.\n");
        return text.ToString();
    }

    private static string Count(int ahead) => ahead == 1 ? "one visit was" : string.Create(Plain, $"{ahead} visits were");

    private static string End(Visit? visit) => visit switch
    {
        null => "would not have come",
        { State: VisitState.Waiting } => "is in the line when the tick ends",
        { State: VisitState.Served } => string.Create(Plain, $"waited {visit.Started - visit.Asked:0} s, and is at server {visit.Server} when the tick ends, with {visit.Done:0.0 %} done"),
        { State: VisitState.Finished } => string.Create(Plain, $"waited {visit.Started - visit.Asked:0} s, and was done at server {visit.Server} after {visit.Ended - visit.Asked:0} s{Late(visit)}"),
        { State: VisitState.GaveUp } => string.Create(Plain, $"gave up after {visit.Ended - visit.Asked:0} s"),
        { State: VisitState.Refused } => "was refused: the line was full",
        _ => "was cut off",
    };

    private static string Late(Visit visit) =>
        visit.Ended > visit.Deadline ? string.Create(Plain, $", {visit.Ended - visit.Deadline:0} s late") : "";
}
