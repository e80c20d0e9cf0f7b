namespace Economy.World.Recommenders;

/// <summary>What a recommender shows.</summary>
public enum RankedItems
{
    /// <summary>Subsystems other than recommenders.</summary>
    Places,

    /// <summary>Subsystems that make assets.</summary>
    Creators,

    /// <summary>Assets.</summary>
    Goods,

    /// <summary>Participants.</summary>
    People,
}
