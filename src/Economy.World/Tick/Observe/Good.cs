namespace Economy.World.Tick.Observe;

/// <summary>The parts of all that is bought.</summary>
public enum GoodClass : byte
{
    /// <summary>Units of assets, from participant to participant.</summary>
    Assets,

    /// <summary>Capacity of pools.</summary>
    Compute,

    /// <summary>Units of assets in limited issue, sold for the first time.</summary>
    Primary,
}

/// <summary>Something that is bought.</summary>
/// <param name="Class">What part of all it belongs to.</param>
/// <param name="Name">An asset, an issue, or a pool and one of its resources.</param>
public sealed record Good(GoodClass Class, string Name);
