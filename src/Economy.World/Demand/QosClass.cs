namespace Economy.World.Demand;

/// <summary>Priority class of a job, in the words of Kubernetes and the openb trace.</summary>
public enum QosClass
{
    /// <summary>LS: interactive and serving work.</summary>
    LatencySensitive,

    /// <summary>BE: takes what is left.</summary>
    BestEffort,

    /// <summary>Runs on its request and above it when there is room.</summary>
    Burstable,

    /// <summary>Never gets less than its request.</summary>
    Guaranteed,
}
