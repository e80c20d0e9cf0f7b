namespace Economy.World.Actors;

/// <summary>What is worth knowing of a participant beyond the books.</summary>
/// <param name="IsHere">Whether it has entered and not left.</param>
/// <param name="AttentionSeconds">Attention budget per tick.</param>
/// <param name="UtilityMicro">Utility so far, in millionths of a util.</param>
/// <param name="Expected">Utility per tick that it expects; 0 where it has no experience, or its type no exit section.</param>
/// <param name="Experience">Ticks that its expectation rests on.</param>
public readonly record struct ParticipantState(bool IsHere, float AttentionSeconds, long UtilityMicro, double Expected, int Experience);
