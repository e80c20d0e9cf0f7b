using Economy.Attention.Model;
using System.Globalization;
using System.Text.Json;
using Economy.Attention.Learning;
using Economy.Attention.Model.Forms;

namespace Economy.Attention.Files;

/// <summary>A model in a safetensors file, with the state of its optimiser where training is to go on, and its forecaster.</summary>
/// <param name="Model">The model.</param>
/// <param name="Adam">The state, or null.</param>
/// <param name="Forecaster">Of this model, or null.</param>
public sealed record ModelFile(AttentionModel Model, Adam? Adam = null, DemandForecaster? Forecaster = null)
{
    private const string Kind = "economy-attention";
    private const string Version = "1";
    private const string Again = "Give a file that `economy train` wrote, or train the model again.";

    /// <summary>Writes to a stream, which is left open. Equal models give equal bytes.</summary>
    public void Write(Stream stream)
    {
        var tensors = new List<Tensor>
        {
            Column("task.mean", Model.TaskScale.Mean), Column("task.inverse_scale", Model.TaskScale.InverseScale),
            Column("pool.mean", Model.PoolScale.Mean), Column("pool.inverse_scale", Model.PoolScale.InverseScale),
        };
        foreach (ParameterShape shape in Model.Parameters.Shapes)
            tensors.Add(new Tensor(shape.Name, [shape.Rows, shape.Columns], Model.Parameters[shape].ToArray()));
        var metadata = new Dictionary<string, string>
        {
            ["kind"] = Kind, ["version"] = Version, ["schema"] = Model.Schema.ToJson(),
            ["options"] = JsonSerializer.Serialize(Model.Options),
        };
        if (Adam is not null)
        {
            tensors.Add(Column("adam.mean", Adam.Mean));
            tensors.Add(Column("adam.square", Adam.Square));
            metadata["adam.steps"] = Adam.Steps.ToString(CultureInfo.InvariantCulture);
        }
        if (Forecaster is { Scale: var scale })
        {
            tensors.Add(new Tensor("forecast.head", [ForecastHead.Rows, Forecaster.Head.Length / ForecastHead.Rows], Forecaster.Head));
            tensors.Add(Column("forecast.scale", [scale.Mean, scale.InverseScale, scale.LowUpTo, scale.MediumUpTo]));
        }
        SafetensorsWriter.Write(stream, new TensorFile { Tensors = tensors, Metadata = metadata });
    }

    /// <summary>Reads a model; whatever is wrong is an error that says what and what to do.</summary>
    public static TensorFileResult<ModelFile> Read(Stream stream)
    {
        TensorFileResult<TensorFile> read = SafetensorsReader.Read(stream);
        return read.Value is { } file ? Read(file) : read.Error!;
    }

    private static TensorFileResult<ModelFile> Read(TensorFile file)
    {
        string? kind = file.Metadata.GetValueOrDefault("kind"), version = file.Metadata.GetValueOrDefault("version");
        if (kind != Kind) return new TensorFileError(
            $"the file holds {file.Tensors.Count} tensors, but says nothing of a model of this program", Again);
        if (version != Version)
            return new TensorFileError($"the model is of format version {version}; this program reads version {Version}", Again);
        (FeatureSchema? schema, ModelOptions? options) = Description(file);
        if (schema is null || options is null)
            return new TensorFileError("the description of the model in __metadata__ cannot be understood", Again);

        Parameters parameters = Network.Declare(schema, options);
        foreach (ParameterShape shape in parameters.Shapes)
        {
            if (Values(file, shape.Name, out TensorFileError? error, shape.Rows, shape.Columns) is not { } values) return error!;
            values.CopyTo(parameters[shape]);
        }
        if (Scale(file, "task", schema.Task.Count, out TensorFileError? wrong) is not { } task) return wrong!;
        if (Scale(file, "pool", schema.Pool.Count, out wrong) is not { } pool) return wrong!;
        var model = new AttentionModel { Schema = schema, Options = options, TaskScale = task, PoolScale = pool, Parameters = parameters };
        return new ModelFile(model, State(file, parameters.Values.Length), Forecast(file, model));
    }

    private static (FeatureSchema?, ModelOptions?) Description(TensorFile file)
    {
        try
        {
            var options = JsonSerializer.Deserialize<ModelOptions>(file.Metadata.GetValueOrDefault("options", "null"));
            options?.ThrowIfInvalid();
            return (FeatureSchema.FromJson(file.Metadata.GetValueOrDefault("schema", "null")), options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return (null, null);
        }
    }

    private static Standardiser? Scale(TensorFile file, string side, int width, out TensorFileError? error) =>
        Values(file, $"{side}.mean", out error, width) is { } mean && Values(file, $"{side}.inverse_scale", out error, width) is { } inverse
            ? new Standardiser(mean, inverse)
            : null;

    private static double[]? Values(TensorFile file, string name, out TensorFileError? error, params ReadOnlySpan<int> shape)
    {
        error = null;
        double[]? values = file.Find(name, shape)?.Data;
        if (values is null) error = new TensorFileError($"the file has no tensor '{name}' of shape [{string.Join(", ", shape.ToArray())}]",
            Again);
        else if (!Array.TrueForAll(values, double.IsFinite))
            error = new TensorFileError($"tensor '{name}' holds values that are not finite", Again);
        return error is null ? values : null;
    }

    private static Adam? State(TensorFile file, int length)
    {
        if (file.Find("adam.mean", length) is not { } mean || file.Find("adam.square", length) is not { } square
            || !long.TryParse(file.Metadata.GetValueOrDefault("adam.steps"), NumberStyles.None, CultureInfo.InvariantCulture,
                out long steps)) return null;
        var adam = new Adam(length) { Steps = steps };
        mean.Data.CopyTo(adam.Mean, 0);
        square.Data.CopyTo(adam.Square, 0);
        return adam;
    }

    private static DemandForecaster? Forecast(TensorFile file, AttentionModel model)
    {
        int width = model.Network.Form.TaskProjection.Rows + ForecastHead.Context;
        if (file.Find("forecast.head", ForecastHead.Rows, width) is not { } head
            || file.Find("forecast.scale", 4) is not { Data: var scale }) return null;
        return new DemandForecaster(model,
            new DemandScale { Mean = scale[0], InverseScale = scale[1], LowUpTo = scale[2], MediumUpTo = scale[3] }, head.Data);
    }

    private static Tensor Column(string name, double[] values) => new(name, [values.Length], values);
}
