namespace Economy.Actors.Cells;

/// <summary>A cell as its actor sees it: it takes steps, and knows nothing of actors.</summary>
internal interface IHostedCell
{
    /// <summary>Takes a step.</summary>
    /// <returns>What came of it; valid until the next step.</returns>
    object Take(Phase phase, object content);
}
