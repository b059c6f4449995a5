using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>The published integrator in a model file. What is read has been checked.</summary>
internal static class LstmIntegratorCodec
{
    public static void Write(ref PayloadWriter writer, LstmIntegratorWeights weights)
    {
        writer.Map(8);
        writer.Key("window");
        writer.Value(weights.Window);
        writer.Key("residual");
        writer.Value(weights.Residual);
        writer.Key("minimum");
        writer.Doubles(weights.Minimum);
        writer.Key("range");
        writer.Doubles(weights.Range);
        writer.Key("activation");
        writer.Value((int)weights.Activation);
        writer.Key("layers");
        writer.Array(weights.Layers.Count);
        foreach (LstmLayer layer in weights.Layers)
            Write(ref writer, layer);
        writer.Key("output_weights");
        writer.Floats(weights.Output.Weights);
        writer.Key("output_bias");
        writer.Floats(weights.Output.Bias);
    }

    public static LstmIntegratorWeights Read(ref PayloadReader reader)
    {
        reader.Map(8);
        reader.Enter("window");
        int window = reader.Integer();
        reader.Leave();
        reader.Enter("residual");
        bool residual = reader.Flag();
        reader.Leave();
        reader.Enter("minimum");
        double[] minimum = reader.Doubles();
        reader.Leave();
        reader.Enter("range");
        double[] range = reader.Doubles();
        reader.Leave();
        reader.Enter("activation");
        Activation activation = (Activation)reader.Integer();
        reader.Leave();
        reader.Enter("layers");
        List<LstmLayer> layers = ReadLayers(ref reader);
        reader.Leave();
        reader.Enter("output_weights");
        float[] outputWeights = reader.Floats();
        reader.Leave();
        reader.Enter("output_bias");
        float[] outputBias = reader.Floats();
        reader.Leave();

        DenseLayer output = new(layers[^1].Units, outputBias.Length, outputWeights, outputBias);
        LstmIntegratorWeights weights = new(window, minimum, range, layers, activation, output, residual);
        return weights.Problem() is { } problem ? throw reader.Invalid(problem) : weights;
    }

    private static void Write(ref PayloadWriter writer, LstmLayer layer)
    {
        writer.Map(7);
        writer.Key("inputs");
        writer.Value(layer.Inputs);
        writer.Key("units");
        writer.Value(layer.Units);
        writer.Key("input_weights");
        writer.Floats(layer.InputWeights);
        writer.Key("recurrent_weights");
        writer.Floats(layer.RecurrentWeights);
        writer.Key("bias");
        writer.Floats(layer.Bias);
        writer.Key("scale");
        writer.Floats(layer.Scale);
        writer.Key("shift");
        writer.Floats(layer.Shift);
    }

    private static List<LstmLayer> ReadLayers(ref PayloadReader reader)
    {
        int count = reader.Array();
        if (count is 0 or > LstmIntegratorWeights.MostLayers)
            throw reader.Invalid($"{count} layers, expected 1 to {LstmIntegratorWeights.MostLayers}");
        List<LstmLayer> layers = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            layers.Add(ReadLayer(ref reader));
            reader.Leave();
        }

        return layers;
    }

    private static LstmLayer ReadLayer(ref PayloadReader reader)
    {
        reader.Map(7);
        reader.Enter("inputs");
        int inputs = reader.Integer();
        reader.Leave();
        reader.Enter("units");
        int units = reader.Integer();
        reader.Leave();
        reader.Enter("input_weights");
        float[] inputWeights = reader.Floats();
        reader.Leave();
        reader.Enter("recurrent_weights");
        float[] recurrentWeights = reader.Floats();
        reader.Leave();
        reader.Enter("bias");
        float[] bias = reader.Floats();
        reader.Leave();
        reader.Enter("scale");
        float[] scale = reader.Floats();
        reader.Leave();
        reader.Enter("shift");
        float[] shift = reader.Floats();
        reader.Leave();
        return new LstmLayer(inputs, units, inputWeights, recurrentWeights, bias, scale, shift);
    }
}
