namespace Economy.World.Actors;

/// <summary>What is worth knowing of a participant beyond the books.</summary>
/// <param name="Left">Whether it has left for good.</param>
/// <param name="AttentionSeconds">Attention budget per tick.</param>
/// <param name="UtilityMicro">Utility so far, in millionths of a util.</param>
public readonly record struct ParticipantState(bool Left, float AttentionSeconds, long UtilityMicro);
