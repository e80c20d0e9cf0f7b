using System.Buffers.Binary;
using System.Text.Json;

namespace Economy.Attention.Files;

/// <summary>
/// Writes the safetensors format (https://huggingface.co/docs/safetensors): the length of the header as eight bytes, little
/// endian; a JSON header padded with spaces to a multiple of 8; the data of the tensors without holes, little endian.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes a file; equal content gives equal bytes.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="file">Tensors are written in their order, metadata by ordinal order of the keys.</param>
    /// <param name="single">Whether values are rounded to F32.</param>
    public static void Write(Stream stream, TensorFile file, bool single = false)
    {
        byte[] header = Header(file, single ? 4 : 8);
        int padded = (header.Length + 7) & ~7;
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(word, (ulong)padded);
        stream.Write(word);
        stream.Write(header);
        for (int i = header.Length; i < padded; i++) stream.WriteByte((byte)' ');
        foreach (Tensor tensor in file.Tensors)
        {
            foreach (double v in tensor.Data)
            {
                if (single) BinaryPrimitives.WriteSingleLittleEndian(word, (float)v);
                else BinaryPrimitives.WriteDoubleLittleEndian(word, v);
                stream.Write(word[..(single ? 4 : 8)]);
            }
        }
    }

    private static byte[] Header(TensorFile file, int size)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            if (file.Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in file.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal)) json.WriteString(
                    key, value);
                json.WriteEndObject();
            }
            long offset = 0;
            foreach (Tensor tensor in file.Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", size == 8 ? "F64" : "F32");
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Shape) json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)size * tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return text.ToArray();
    }
}
