using Economy.Core.Scenarios;
using Economy.Scenarios.Binding;

namespace Economy.Scenarios.Rules;

/// <summary>A scenario under examination: what it says, where it says it, and what is already known to be wrong.</summary>
internal sealed class Findings(Scenario scenario, Places places, ErrorLog log) : SpecFindings(places, log)
{
    public Scenario Scenario => scenario;
}
