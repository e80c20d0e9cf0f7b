namespace Economy.Core.Books;

/// <summary>
/// Which account is whose: mint, treasury, one account per subsystem, one per compute pool (its provider), then the
/// participants in order of their id.
/// </summary>
public sealed class ChartOfAccounts
{
    /// <summary>Row of the mint in <see cref="Sectors"/>.</summary>
    public const int MintSector = 0;

    private readonly string[] systemNames;
    private readonly byte[] sectorOf;

    /// <param name="subsystems">Names of the subsystems.</param>
    /// <param name="pools">Names of the pools.</param>
    /// <param name="participantTypes">Names of the participant types: one sector each.</param>
    /// <param name="typeOfParticipant">For every participant, its row in <paramref name="participantTypes"/>.</param>
    public ChartOfAccounts(IReadOnlyList<string> subsystems, IReadOnlyList<string> pools, IReadOnlyList<string> participantTypes, ReadOnlySpan<byte> typeOfParticipant)
    {
        systemNames = ["mint", "treasury", .. subsystems.Select(s => $"subsystem {s}"), .. pools.Select(p => $"provider {p}")];
        Subsystems = subsystems.Count;
        Pools = pools.Count;
        Participants = typeOfParticipant.Length;
        Sectors =
        [
            new("mint", false), new("treasury", false), new("subsystems", true), new("providers", true),
            .. participantTypes.Select(t => new Sector(t, true)),
        ];
        sectorOf = new byte[Count];
        sectorOf.AsSpan(0, 2).Clear();
        sectorOf[1] = 1;
        sectorOf.AsSpan(2, Subsystems).Fill(2);
        sectorOf.AsSpan(2 + Subsystems, Pools).Fill(3);
        for (var i = 0; i < Participants; i++) sectorOf[FirstParticipant + i] = checked((byte)(4 + typeOfParticipant[i]));
    }

    /// <summary>Number of subsystems.</summary>
    public int Subsystems { get; }

    /// <summary>Number of compute pools.</summary>
    public int Pools { get; }

    /// <summary>Number of participants, those yet to enter included.</summary>
    public int Participants { get; }

    /// <summary>Number of accounts.</summary>
    public int Count => FirstParticipant + Participants;

    /// <summary>Row of the first participant's account.</summary>
    public int FirstParticipant => systemNames.Length;

    /// <summary>The sectors, in the order in which every table lists them.</summary>
    public IReadOnlyList<Sector> Sectors { get; }

    /// <summary>The account of subsystem <paramref name="subsystem"/>.</summary>
    public AccountId Subsystem(int subsystem)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(subsystem, Subsystems);
        return new(2 + subsystem);
    }

    /// <summary>The account of the provider of pool <paramref name="pool"/>.</summary>
    public AccountId Provider(int pool) => new(2 + Subsystems + pool);

    /// <summary>The account of participant <paramref name="participant"/>.</summary>
    public AccountId Participant(int participant) => new(FirstParticipant + participant);

    /// <summary>Row of the account's sector in <see cref="Sectors"/>.</summary>
    public int SectorOf(AccountId account) => sectorOf[account.Value];

    /// <summary>A name for people: <c>treasury</c>, <c>provider T4</c>, <c>participant 17</c>.</summary>
    public string NameOf(AccountId account) =>
        account.Value < FirstParticipant ? systemNames[account.Value] : $"participant {account.Value - FirstParticipant}";
}
