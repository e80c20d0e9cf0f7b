using System.Globalization;
using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;

namespace Economy.Scenarios.Rules;

/// <summary>Numbers of participants, their money and their time.</summary>
internal static class PopulationRules
{
    private const long MostParticipants = 10_000_000;

    // A ninth of what a 64-bit integer holds, so that rewards have room.
    private const double MostOfAToken = 1e18;

    public static void Check(Findings findings)
    {
        Total(findings);
        Entry(findings);
        for (int i = 0; i < findings.Scenario.Population.Types.Count; i++)
            Type(findings, findings.Scenario.Population.Types[i], $"population.types.{i}");
    }

    private static void Total(Findings findings)
    {
        PopulationSpec population = findings.Scenario.Population;
        if (!findings.AreSound("population.types", "population.entryRoom")) return;
        long total = population.Types.Sum(type => (long)type.Count + (type.Entry?.Room ?? 0)) + population.EntryRoom;
        if (total == 0) findings.Fault("population.types", "nobody takes part: every count and entryRoom are 0", "at least one participant",
            "give a type a count above 0");
        if (total > MostParticipants)
            findings.Fault("population.types", $"there are {total} participants, those who may enter included", $"at most {MostParticipants}", "lower the counts, entryRoom or entry.room");
        double money = population.Types.Sum(type => type.Count * type.Wealth.Mean);
        if (money > MostOfAToken) findings.Fault("population.types", $"initial money comes to {Expectation.Number(money)} minor units", $"at most {Expectation.Number(MostOfAToken)}", "lower wealth.mean or the counts");
        foreach (AssetSpec asset in findings.Scenario.Assets)
        {
            double units = population.Types.Sum(type => type.Count * (double)type.Holdings.GetValueOrDefault(asset.Name));
            if (units > MostOfAToken) findings.Fault("population.types", $"initial holdings of '{asset.Name}' come to {Expectation.Number(units)} units", $"at most {Expectation.Number(MostOfAToken)}", "lower the holdings or the counts");
        }
    }

    private static void Entry(Findings findings)
    {
        PopulationSpec population = findings.Scenario.Population;
        bool used = population.Estate is not (null or IdleEstate);
        if (population.EntryRate > 0 && population.EntryRoom == 0 && !used && findings.AreSound("population.entryRoom", "population.estate"))
        {
            findings.Fault("population.entryRate", "participants are to enter, and entryRoom is 0: nobody can", "an entryRoom above 0",
                "set population.entryRoom to the number who may enter over the run");
        }
    }

    private static void Type(Findings findings, ParticipantTypeSpec type, string path)
    {
        int tick = findings.Scenario.TickSeconds;
        if (type.Entry is { Rate: > 0, Room: 0 } && findings.Scenario.Population.Estate is (null or IdleEstate)
            && findings.AreSound($"{path}.entry", "population.estate"))
        {
            findings.Fault($"{path}.entry.rate", "participants are to enter, and entry.room is 0: nobody can", "an entry.room above 0",
                "set entry.room to the number who may enter over the run, or population.estate to emigration, so that accounts are used again");
        }

        if (type.Wealth.Distribution == WealthDistribution.Pareto && type.Wealth.Shape <= 1 && findings.AreSound($"{path}.wealth"))
        {
            findings.Fault($"{path}.wealth.shape", $"a pareto distribution with shape {Expectation.Number(type.Wealth.Shape)} has no mean",
                "a shape above 1", "1.16 gives the 80/20 rule; larger is more equal");
        }

        if (type.Attention > tick && findings.AreSound("tickSeconds", $"{path}.attention"))
        {
            string given = findings.IsGiven($"{path}.attention") ? "" : " (the default)";
            string seconds = type.Attention.ToString(CultureInfo.InvariantCulture);
            findings.Fault($"{path}.attention", $"type '{type.Name}' has {seconds} seconds of attention{given}, more than a tick of {tick}",
                $"at most {tick}, the tickSeconds", "lower attention or raise tickSeconds");
        }
    }
}
