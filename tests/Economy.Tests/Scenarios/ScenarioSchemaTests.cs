using System.Text.Json;
using Economy.Core.Kinds;
using Economy.Core.Scenarios;
using Economy.Scenarios;

namespace Economy.Tests.Scenarios;

public sealed class ScenarioSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(ScenarioSchema.Json()).RootElement;

    [Fact]
    public void Every_group_of_keys_refuses_unknown_keys_and_names_its_required_ones()
    {
        JsonElement definitions = Schema.GetProperty("$defs");
        Assert.False(Schema.GetProperty("additionalProperties").GetBoolean());
        Assert.All(definitions.EnumerateObject(), group => Assert.False(group.Value.GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal(["name", "ticks", "population"], Schema.GetProperty("required").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(["name", "count"], definitions.GetProperty(nameof(ParticipantTypeSpec)).GetProperty("required").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void A_key_carries_its_meaning_unit_default_range_and_words()
    {
        JsonElement ticks = Key(Schema, "tickSeconds");
        Assert.Equal("integer", ticks.GetProperty("type").GetString());
        Assert.Equal("Length of a tick. Unit: seconds.", ticks.GetProperty("description").GetString());
        Assert.Equal(3600, ticks.GetProperty("default").GetInt32());
        Assert.Equal(1, ticks.GetProperty("minimum").GetInt32());
        Assert.Equal(31_536_000, ticks.GetProperty("maximum").GetInt32());
        Assert.Equal(ulong.MaxValue, Key(Schema, "seed").GetProperty("maximum").GetUInt64());

        JsonElement trading = Key(Group(nameof(ParticipantTypeSpec)), "trading");
        JsonElement[] choices = [.. trading.GetProperty("anyOf").EnumerateArray()];
        Assert.Equal(KindRegistry.Of(typeof(BehaviourSpec)).Select(kind => kind.Name), choices[0].GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("none", trading.GetProperty("default").GetString());
    }

    [Fact]
    public void Lists_maps_and_groups_refer_to_their_parts()
    {
        Assert.Equal(
            KindRegistry.Of(typeof(SubsystemSpec)).Select(kind => $"#/$defs/{kind.Type.Name}"),
            Key(Schema, "subsystems").GetProperty("items").GetProperty("anyOf").EnumerateArray().Select(kind => kind.GetProperty("$ref").GetString()));
        Assert.Equal("double-auction", Key(Group("DoubleAuction"), "mechanism").GetProperty("const").GetString());
        Assert.Contains("mechanism", Group("DoubleAuction").GetProperty("required").EnumerateArray().Select(key => key.GetString()));
        Assert.DoesNotContain("mechanism", Group("CallAuction").GetProperty("required").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal("#/$defs/MoneySpec", Key(Schema, "money").GetProperty("$ref").GetString());
        Assert.Equal("number", Key(Group(nameof(ParticipantTypeSpec)), "preferences").GetProperty("additionalProperties").GetProperty("type").GetString());
        Assert.Equal(1, Key(Group(nameof(PopulationSpec)), "types").GetProperty("minItems").GetInt32());
    }

    private static JsonElement Group(string name) => Schema.GetProperty("$defs").GetProperty(name);

    private static JsonElement Key(JsonElement group, string name) => group.GetProperty("properties").GetProperty(name);
}
