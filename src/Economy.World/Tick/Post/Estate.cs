using Economy.Core.Books;
using Economy.World.Demography;
using Economy.World.Randomness;

namespace Economy.World.Tick.Post;

/// <summary>The books of one who has left.</summary>
internal sealed class Estate(TickState tick, int owner) : IEstate
{
    private readonly AccountId account = tick.World.Chart.Participant(owner);

    /// <inheritdoc />
    public IReadOnlyList<int> Heirs =>
        tick.Population.ActiveOf(tick.World.TypeOf[owner]) is { Count: > 0 } kin ? kin : tick.Population.Active;

    /// <inheritdoc />
    public PhiloxStream Random => new(tick.World.SeedAt(tick.Tick), Purpose.Estate, owner, tick.Tick);

    /// <inheritdoc />
    public void PassTo(int heir)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(tick.Population.IsActive(heir), false, nameof(heir));
        MoveAll(tick.World.Chart.Participant(heir));
    }

    /// <inheritdoc />
    public void PassMoneyToTreasury()
    {
        tick.Journal.Open();
        Move(AccountId.Treasury, TokenId.Currency);
    }

    /// <inheritdoc />
    public void TakeAway() => MoveAll(AccountId.Mint);

    private void MoveAll(AccountId to)
    {
        tick.Journal.Open();
        for (short token = 0; token <= tick.World.Assets.Length; token++) Move(to, new TokenId(token));
    }

    private void Move(AccountId to, TokenId token) =>
        tick.Journal.Move(account, to, token, tick.Ledger[account, token], Instrument.Estate);
}
