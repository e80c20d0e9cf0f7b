using System.Buffers.Binary;
using System.Text.Json;

namespace Economy.Attention.Files;

/// <summary>
/// Reads the safetensors format; values of type F64 and F32. Whatever is wrong with a file is an error that names it, never an exception.
/// </summary>
public static class SafetensorsReader
{
    private const string Whole = "Copy or write the file again; a whole one ends with the data of its last tensor.";
    private const string Format = "Give a file in the safetensors format, such as one that `economy train` writes.";

    /// <summary>Reads a whole file of at most 2 GB.</summary>
    public static TensorFileResult<TensorFile> Read(Stream stream)
    {
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Read(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Reads the bytes of a whole file.</summary>
    public static TensorFileResult<TensorFile> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) return new TensorFileError($"the file has {bytes.Length} bytes, too few for the length of a header", Format);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > 100_000_000)
            return new TensorFileError($"the first eight bytes say that the header has {length} bytes: this is another kind of file",
                Format);
        if (length > (ulong)(bytes.Length - 8))
            return new TensorFileError($"the file ends within its header, which should have {length} bytes", Whole);
        ReadOnlySpan<byte> header = bytes.Slice(8, (int)length), data = bytes[(8 + (int)length)..];
        try
        {
            using JsonDocument json = JsonDocument.Parse(header.ToArray());
            return Read(json.RootElement, data);
        }
        catch (InvalidOperationException)
        {
            return new TensorFileError("the header holds text that is no UTF-8, or half a character",
                Format); // What GetString throws then.
        }
        catch (JsonException e)
        {
            return new TensorFileError($"the header is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})", Format);
        }
    }

    private static TensorFileResult<TensorFile> Read(JsonElement header, ReadOnlySpan<byte> data)
    {
        if (header.ValueKind != JsonValueKind.Object) return new TensorFileError("the header is not a JSON object", Format);
        var metadata = new Dictionary<string, string>();
        var tensors = new List<(long Begin, long End, Tensor Tensor)>();
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                if (!TryMetadata(entry.Value, metadata)) return new TensorFileError("__metadata__ is not an object of strings", Format);
            }
            else if (TensorOf(entry, data, out (long, long, Tensor) tensor) is { } error) return error;
            else tensors.Add(tensor);
        }
        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long end = 0;
        foreach ((long begin, long to, Tensor tensor) in tensors)
        {
            if (begin != end) return new TensorFileError($"the data of tensor '{tensor.Name}' begins at byte {begin} where {end} was due",
                Format);
            end = to;
        }
        if (end != data.Length) return new TensorFileError($"{data.Length - end} bytes follow the data of the last tensor", Whole);
        return new TensorFile { Tensors = [.. tensors.Select(t => t.Tensor)], Metadata = metadata };
    }

    private static bool TryMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object) return false;
        foreach (JsonProperty entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String) return false;
            metadata[entry.Name] = entry.Value.GetString()!;
        }
        return true;
    }

    private static TensorFileError? TensorOf(JsonProperty entry, ReadOnlySpan<byte> data, out (long, long, Tensor) result)
    {
        result = default;
        if (entry.Value.ValueKind != JsonValueKind.Object
            || !entry.Value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !entry.Value.TryGetProperty("shape", out JsonElement shape) || !TryNumbers(shape, out List<long> extents)
            || !entry.Value.TryGetProperty("data_offsets", out JsonElement offsets) || !TryNumbers(offsets, out List<long> ends)
            || ends.Count != 2)
            return new TensorFileError($"tensor '{entry.Name}' lacks a dtype, a shape or two data_offsets", Format);
        string type = dtype.GetString()!;
        int size = type switch { "F64" => 8, "F32" => 4, _ => 0 };
        if (size == 0) return new TensorFileError($"tensor '{entry.Name}' has values of type {type}; F64 and F32 are understood",
            "Convert it to F64 or F32.");
        long length = 1;
        foreach (long extent in extents) length = extent <= int.MaxValue && length <= int.MaxValue ? length * extent : long.MaxValue;
        if (length > int.MaxValue || ends[1] - ends[0] != length * size)
            return new TensorFileError(
                $"tensor '{entry.Name}' has {ends[1] - ends[0]} bytes, which is not what its shape [{string.Join(", ", extents)}] takes",
                Format);
        if (ends[1] > data.Length) return new TensorFileError($"the file ends within tensor '{entry.Name}'", Whole);
        var values = new double[length];
        ReadOnlySpan<byte> bytes = data[(int)ends[0]..(int)ends[1]];
        for (int i = 0; i < values.Length; i++)
            values[i] = size == 8 ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..])
                : BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
        result = (ends[0], ends[1], new Tensor(entry.Name, [.. extents.Select(extent => (int)extent)], values));
        return null;
    }

    /// <summary>An array of whole numbers ≥ 0.</summary>
    private static bool TryNumbers(JsonElement array, out List<long> numbers)
    {
        numbers = [];
        if (array.ValueKind != JsonValueKind.Array) return false;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0) return false;
            numbers.Add(number);
        }
        return true;
    }
}
