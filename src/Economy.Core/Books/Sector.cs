namespace Economy.Core.Books;

/// <summary>A column of the flow matrix: accounts that an economist would add up.</summary>
/// <param name="Name">Unique; a participant type, or one of <c>mint</c>, <c>treasury</c>, <c>subsystems</c>, <c>providers</c>.</param>
/// <param name="CountsAsMoneyHolder">Whether its balances count in the mean money stock M̄ (participants, subsystems, providers; not mint,
/// treasury).</param>
public sealed record Sector(string Name, bool CountsAsMoneyHolder);
