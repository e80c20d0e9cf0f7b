using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.World.Randomness;

namespace Economy.World.Subsystems;

/// <summary>Matches of a game.</summary>
public sealed record MatchSpec
{
    [Key("Standard deviation of the players' strength.", Unit = "Elo points", Min = 0, Max = 10_000)]
    public double StrengthSpread { get; init; } = 200;

    [Key("Most that a rating moves by a match.", Unit = "Elo points", Min = 0, Max = 1000, Changes = true)]
    public double RatingStep { get; init; } = 32;

    [Key("What a match is about: the winner enjoys 1 + stake of its play, the loser 1 − stake.", Min = 0, Max = 1, Changes = true)]
    public double Stake { get; init; } = 0.2;

    [Key("Players of a party, who play as one side with those of them who are there. Parties stay together; newcomers fill the seats of who left. Default: everybody is a side alone.",
        Unit = "players", Min = 2, Max = 1000)]
    public int? Party { get; init; }

    /// <summary>Strength of a player, Elo points above the mean, by its own draws.</summary>
    public double Strength(PhiloxStream draws) => draws.Normal() * StrengthSpread;
}

/// <summary>Seasons of a game: what is reset when one begins.</summary>
public sealed record SeasonSpec
{
    [Key("Length of a season.", Unit = "ticks", Min = 1, Max = 1_000_000)]
    public int Ticks { get; init; } = 96;

    [Key("Part of a rating's distance from 1500 that is taken into the next season.", Min = 0, Max = 1)]
    public double Keep { get; init; }

    [Key("Part of the reward that is lost from tick to tick of a season; the next one begins with all of it.", Min = 0, Max = 1, Changes = true)]
    public double Fade { get; init; }

    /// <summary>Whether a season after the first begins with a tick.</summary>
    public bool Begins(int tick) => tick > 1 && (tick - 1) % Ticks == 0;

    /// <summary>Part of the reward that is paid in a tick.</summary>
    public double RewardAt(int tick) => Attention.Numerics.DeterministicMath.Pow(1 - Fade, (tick - 1) % Ticks);
}

/// <summary>Energy that play needs.</summary>
public sealed record EnergySpec
{
    [Key("Hours that a player can play with all its energy.", Unit = "hours", Min = 0, Max = 1e6, Changes = true)]
    public double Hours { get; init; } = 1;

    [Key("Energy that comes back in a tick.", Unit = "hours per tick", Min = 0, Max = 1e6, Changes = true)]
    public double Recovery { get; init; } = 0.25;
}

/// <summary>A skill that helps in a place.</summary>
public sealed record SkillSpec
{
    [Key("Subsystem that teaches it.")]
    public required string Course { get; init; }

    [Key("How much more a session is enjoyed with all of the skill, as a share.", Min = 0, Max = 100, Changes = true)]
    public double Gain { get; init; } = 0.5;

    /// <summary>What does not fit: a course that no subsystem teaches.</summary>
    internal static IEnumerable<Misfit> Misfits(SkillSpec? skill, Scenario scenario)
    {
        if (skill is not null && !scenario.Subsystems.Any(s => s.Name == skill.Course && s is Place { Teaches: true }))
            yield return new Misfit("skill.course", $"'{skill.Course}' is no subsystem that teaches",
                "the name of one, such as one with kind: education",
                "correct the name, or add the course");
    }
}
