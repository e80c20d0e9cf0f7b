using System.Globalization;
using Economy.Reporting.Graphs;

namespace Economy.Cli.Asking;

/// <summary>
/// Reads questions: <c>who bought ore from studio-3 after tick 40</c>, <c>what did 17 sell</c>, <c>whom did arena pay</c>, <c>how much did
/// player pay to arena</c>, <c>who owns land at tick 9</c>, <c>who is near arena</c>, <c>who is like 17</c>.
/// </summary>
/// <param name="names">The accounts of the run.</param>
/// <param name="assets">Its assets.</param>
/// <param name="purposes">What payments may be for.</param>
/// <param name="lastTick">Its last tick.</param>
internal sealed class QuestionReader(AccountNames names, IReadOnlyList<string> assets, IReadOnlyList<string> purposes, int lastTick)
{
    private static readonly string[] Times = ["after", "before", "at", "since", "until", "between"];

    /// <summary>The question.</summary>
    /// <exception cref="MisreadException">It cannot be read.</exception>
    public Question Read(string text) => Read(new AskedWords(text));

    /// <summary>What may come next in a question that has been begun.</summary>
    public IReadOnlyList<string> Complete(string text)
    {
        var words = new AskedWords(text);
        try
        {
            Read(words);
            return [.. words.Expected.Distinct()];
        }
        catch (MisreadException misread)
        {
            // A name that is only begun is completed; before anything else that does not fit there is nothing to offer.
            return misread.Word.Text.Length == 0 ? misread.Expected
                : [.. misread.Expected.Where(e => e.StartsWith(misread.Word.Text, StringComparison.OrdinalIgnoreCase))];
        }
    }

    private Question Read(AskedWords words)
    {
        var question = words.Need("who", "what", "whom", "how") switch
        {
            "who" => Who(words),
            "what" => Did(words, AskedFor.What),
            "whom" => Did(words, AskedFor.Whom),
            _ => HowMuch(words),
        };
        question = Within(words, question);
        return words.IsAtEnd ? question : throw words.Misread();
    }

    private Question Who(AskedWords words)
    {
        if (words.Take("is") is not null)
            return About(words.Need("near", "like") == "near" ? AskedFor.Near : AskedFor.Like) with { Doer = Account(words) };
        if (words.Take("owns") is not null) return About(AskedFor.Owners) with { Thing = words.Need([.. assets, "currency"]) };
        var past = words.Need([.. AskedVerb.All.Select(v => v.Past)]);
        return Object(words, About(AskedFor.Who) with { Verb = AskedVerb.All.Single(v => v.Past == past) });
    }

    private Question HowMuch(AskedWords words)
    {
        words.Need("much");
        return Did(words, AskedFor.HowMuch);
    }

    private Question Did(AskedWords words, AskedFor asked)
    {
        words.Need("did");
        var doer = Account(words);
        // One does not pay what, but whom; what was visited is a place.
        var plain = words.Need([.. AskedVerb.All.Select(v => v.Plain)]);
        return Object(words, About(asked) with { Doer = doer, Verb = AskedVerb.All.Single(v => v.Plain == plain) });
    }

    /// <summary>What it was about, and with whom.</summary>
    private Question Object(AskedWords words, Question question)
    {
        var verb = question.Verb!;
        if (verb.Kind == LinkKind.Visit)
            return question.For is AskedFor.Who or AskedFor.HowMuch ? question with { Other = MaybeAccount(words) } : question;
        if (question.For != AskedFor.What) question = question with { Thing = words.Take(verb.Kind == LinkKind.Trade ? assets : purposes) };
        if (question.For == AskedFor.Whom) return question;
        if (words.Take(verb.Party) is not null) return question with { Other = Account(words) };
        return verb.Past == "paid" ? question with { Other = MaybeAccount(words) } : question;
    }

    /// <summary>When.</summary>
    private Question Within(AskedWords words, Question question)
    {
        var (first, last) = (question.First, question.Last);
        while (words.Take(question.For == AskedFor.Owners ? ["before", "at", "until"] : Times) is { } time)
        {
            var tick = Tick(words);
            if (time is "at") (first, last) = (Math.Max(first, tick), Math.Min(last, tick));
            else if (time is "after") first = Math.Max(first, tick + 1);
            else if (time is "since") first = Math.Max(first, tick);
            else if (time is "before") last = Math.Min(last, tick - 1);
            else if (time is "until") last = Math.Min(last, tick);
            else
            {
                words.Need("and");
                (first, last) = (Math.Max(first, tick), Math.Min(last, Tick(words)));
            }
        }

        return question with { First = question.For == AskedFor.Owners ? 0 : first, Last = last };
    }

    private int Tick(AskedWords words)
    {
        words.Take("tick", "ticks");
        words.Expect($"a tick, 0 to {lastTick}");
        if (!int.TryParse(words.Next.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var tick) || tick > lastTick)
            throw words.Misread(words.IsAtEnd ? null : $"'{words.Next.Text}' is no tick of the run, 0 to {lastTick}");
        words.Advance();
        return tick;
    }

    private Accounts? MaybeAccount(AskedWords words)
    {
        words.Expect(
            [.. names.Fixed, .. names.OfNumber(words.Next.Text), "TYPE-N: the N-th participant of a type", "the number of a participant"]);
        if (names.Find(words.Next.Text) is not { } found) return null;
        words.Advance();
        return found;
    }

    private Accounts Account(AskedWords words) =>
        MaybeAccount(words) ?? throw words.Misread(words.IsAtEnd ? null : $"the run knows no '{words.Next.Text}'");

    private Question About(AskedFor asked) => new(asked, null, null, null, null, 0, lastTick);
}
