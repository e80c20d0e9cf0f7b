using System.Text.Json;

namespace Economy.Chain.Rpc;

/// <summary>One call of an exchange.</summary>
internal readonly record struct RpcCall(string Method, Action<Utf8JsonWriter> WriteParameters);

/// <summary>Its answer: a result, or an error.</summary>
internal readonly record struct RpcAnswer(JsonElement Result, RpcError? Error);

/// <summary>JSON-RPC 2.0 batches as bytes. Answers are matched by id, since a node may give them in any order.</summary>
internal static class RpcWire
{
    public static byte[] Write(ReadOnlySpan<RpcCall> calls, long firstId)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        for (var i = 0; i < calls.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", firstId + i);
            json.WriteString("method", calls[i].Method);
            json.WriteStartArray("params");
            calls[i].WriteParameters(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The body is not a complete answer to the <paramref name="count"/> calls.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static RpcAnswer[] Read(ReadOnlyMemory<byte> body, long firstId, int count)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var answers = new RpcAnswer[count];
        var given = new bool[count];
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var refused))
            throw new FormatException($"the whole exchange was refused: {RpcError.Read(refused).Describe()}");
        if (root.ValueKind != JsonValueKind.Array) throw new FormatException("the answer is not a JSON-RPC batch");
        foreach (var element in root.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number
                || !id.TryGetInt64(out var number) || number < firstId || number >= firstId + count)
                throw new FormatException("an answer carries no id of this exchange");
            var at = (int)(number - firstId);
            if (given[at]) throw new FormatException("a call was answered twice");
            given[at] = true;
            if (element.TryGetProperty("error", out var error)) answers[at] = new RpcAnswer(default, RpcError.Read(error));
            else if (element.TryGetProperty("result", out var result)) answers[at] = new RpcAnswer(result.Clone(), null);
            else throw new FormatException("an answer has neither result nor error");
        }

        if (given.Contains(false)) throw new FormatException("a call was not answered");
        return answers;
    }
}
