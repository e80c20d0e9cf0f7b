namespace Economy.Core.State;

/// <summary>
/// Something that carries state from tick to tick. What is saved between two ticks and restored into an instance newly made
/// for the same scenario goes on to the same bytes; so everything that a later tick depends on is saved, and nothing that
/// follows from the scenario or the seed.
/// </summary>
public interface IResumable
{
    /// <summary>What the state is that of; implementations that take over each other's state share it.</summary>
    string Kind => GetType().Name;

    /// <summary>Writes the state between two ticks.</summary>
    void Save(BinaryWriter state);

    /// <summary>Takes over what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is the state of something else, or of another size.</exception>
    void Restore(BinaryReader state);
}
