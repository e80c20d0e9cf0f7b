using Economy.Core.Kinds;
using Economy.Core.Scenarios;

namespace Economy.World.Views;

/// <summary>Old news.</summary>
[Kind("delayed", "sees subsystems, prices and quotes as they were some ticks before")]
public sealed record DelayedView : ViewSpec, IView
{
    [Key("How much older it is than what is public; as old as the run, where that is less.", Unit = "ticks", Min = 1, Max = 1000)]
    public int Ticks { get; init; } = 1;

    int IView.Delay => Ticks;
}
