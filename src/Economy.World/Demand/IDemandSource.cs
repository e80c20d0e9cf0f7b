namespace Economy.World.Demand;

/// <summary>Where compute jobs come from. What a source yields depends on the tick alone, so a run can resume at any tick.</summary>
public interface IDemandSource
{
    /// <summary>Appends the jobs of one tick in order of arrival. Job second s belongs to tick s / tick length, rounded down.</summary>
    void Arrivals(int tick, List<Job> into);
}
