using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Economy.Attention.Learning;
using Economy.Attention.Model;
using Economy.Attention.Files;

namespace Economy.Tests.Attention.Model;

public class ModelFileTests
{
    public static TheoryData<string, int, int> Forms => Samples.Forms();

    [Theory, MemberData(nameof(Forms))]
    public void A_model_comes_back_bit_by_bit_with_its_optimiser(string form, int tokens, int width)
    {
        Features features = Samples.Round(1, 60, 5);
        var trainer = new Trainer(Samples.Model(form, tokens, width, features), new TrainingOptions());
        trainer.Step(Samples.Outcomes(features, 30, (_, _) => 0.7));
        byte[] bytes = Bytes(trainer.Model, trainer.Adam);
        ModelFile back = ModelFile.Read(new MemoryStream(bytes)).Require();
        Assert.Equal(Samples.Scores(trainer.Model, features), Samples.Scores(back.Model, features));
        Assert.Equal(trainer.Adam.Square, back.Adam!.Square);
        Assert.Equal(trainer.Adam.Steps, back.Adam.Steps);
        Assert.Equal(bytes, Bytes(back.Model, back.Adam));
        Assert.Equal(Samples.Schema, back.Model.Schema);
    }

    /// <summary>A reader of its own, by the published description alone.</summary>
    [Fact]
    public void Another_reader_of_safetensors_finds_the_same_numbers()
    {
        AttentionModel model = Samples.Model("dot-product", 2, 3, Samples.Round(1, 20, 2));
        byte[] bytes = Bytes(model, null);
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal(0, length % 8);
        using JsonDocument header = JsonDocument.Parse(Encoding.UTF8.GetString(bytes, 8, length));
        Assert.All(header.RootElement.GetProperty("__metadata__").EnumerateObject(), entry => Assert.Equal(JsonValueKind.String, entry.Value.ValueKind));
        int end = 0;
        foreach (JsonProperty entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            int[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt32())];
            int[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(o => o.GetInt32())];
            Assert.Equal("F64", entry.Value.GetProperty("dtype").GetString());
            Assert.Equal(end, offsets[0]);
            Assert.Equal(8 * shape.Aggregate(1, (a, b) => a * b), offsets[1] - offsets[0]);
            end = offsets[1];
            if (!model.Parameters.Shapes.Any(s => s.Name == entry.Name)) continue;
            double[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => BitConverter.ToDouble(bytes, 8 + length + offsets[0] + 8 * i))];
            Assert.Equal(model.Parameters[entry.Name].ToArray(), values);
        }
        Assert.Equal(bytes.Length, 8 + length + end);
    }

    [Fact]
    public void Single_precision_rounds_and_reads_back()
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, new TensorFile { Tensors = [new Tensor("x", [2, 2], [1.0, -2.5, 0.1, 1e30]), new Tensor("none", [0, 3], [])] }, single: true);
        TensorFile file = SafetensorsReader.Read(stream.ToArray()).Require();
        Assert.Equal([1.0, -2.5, (float)0.1, (float)1e30], file.Find("x", 2, 2)!.Data);
        Assert.Empty(file.Find("none", 0, 3)!.Data);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error_with_a_remedy()
    {
        byte[] bytes = Bytes(Samples.Model("biased", 0, 2, Samples.Round(1, 20, 2)), null);
        for (int length = 0; length < bytes.Length; length += 1 + length / 50)
        {
            TensorFileError? error = ModelFile.Read(new MemoryStream(bytes, 0, length)).Error;
            Assert.NotNull(error);
            Assert.NotEmpty(error.Remedy);
        }
        Assert.Contains("ends within tensor", ModelFile.Read(new MemoryStream(bytes, 0, bytes.Length - 1)).Error!.What, StringComparison.Ordinal);
        Assert.Contains("follow", ModelFile.Read(new MemoryStream([.. bytes, 0])).Error!.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", 8, "says nothing of a model")]
    [InlineData("{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}", 8, "type BF16")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "shape [2]")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}", 8, "lacks")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}", 8, "shape")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}", 16, "begins at byte 8")]
    [InlineData("{\"a\":7}", 0, "lacks")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData("{\"__metadata__\":{\"kind\":3}}", 0, "object of strings")]
    [InlineData("{\"__metadata__\":{\"kind\":\"economy-attention\",\"version\":\"2\"}}", 0, "version 2")]
    [InlineData("{\"__metadata__\":{\"kind\":\"economy-attention\",\"version\":\"1\",\"options\":\"{\\\"Heads\\\":-1}\"}}", 0, "description")]
    [InlineData("{oops", 0, "not JSON")]
    public void A_wrong_or_foreign_file_is_named(string header, int data, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), bytes = new byte[8 + text.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)text.Length);
        text.CopyTo(bytes, 8);
        Assert.Contains(expected, ModelFile.Read(new MemoryStream(bytes)).Error!.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_is_no_model() =>
        Assert.Contains("another kind of file", ModelFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("name: quickstart\nseed: 7\n"))).Error!.What, StringComparison.Ordinal);

    private static byte[] Bytes(AttentionModel model, Adam? adam)
    {
        var stream = new MemoryStream();
        new ModelFile(model, adam).Write(stream);
        return stream.ToArray();
    }
}
