using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>Convolutions and the blocks that are made of them in a model file. What is read has been checked.</summary>
internal static class ConvolutionCodec
{
    public static void Write(ref PayloadWriter writer, ConvolutionLayer layer)
    {
        writer.Map(5);
        writer.Key("inputs");
        writer.Value(layer.Inputs);
        writer.Key("outputs");
        writer.Value(layer.Outputs);
        writer.Key("kernel");
        writer.Value(layer.Kernel);
        writer.Key("weights");
        writer.Floats(layer.Weights);
        writer.Key("bias");
        writer.Floats(layer.Bias);
    }

    public static ConvolutionLayer Read(ref PayloadReader reader)
    {
        reader.Map(5);
        int inputs = ReadInteger(ref reader, "inputs");
        int outputs = ReadInteger(ref reader, "outputs");
        int kernel = ReadInteger(ref reader, "kernel");
        float[] weights = ReadFloats(ref reader, "weights");
        float[] bias = ReadFloats(ref reader, "bias");
        ConvolutionLayer layer = new(inputs, outputs, kernel, weights, bias);
        return ConvolutionCheck.Problem(layer) is { } problem ? throw reader.Invalid(problem) : layer;
    }

    public static void Write(ref PayloadWriter writer, NormalizedConvolution layer)
    {
        writer.Map(2);
        writer.Key("convolution");
        Write(ref writer, layer.Convolution);
        writer.Key("norm");
        Write(ref writer, layer.Norm);
    }

    public static NormalizedConvolution ReadNormalized(ref PayloadReader reader)
    {
        reader.Map(2);
        NormalizedConvolution layer = new(ReadConvolution(ref reader, "convolution"), ReadNorm(ref reader, "norm"));
        return ConvolutionCheck.Problem(layer.Convolution, layer.Norm) is { } problem ? throw reader.Invalid(problem) : layer;
    }

    public static void Write(ref PayloadWriter writer, IReadOnlyList<ResidualBlock> blocks)
    {
        writer.Array(blocks.Count);
        foreach (ResidualBlock block in blocks)
            Write(ref writer, block);
    }

    public static List<ResidualBlock> ReadBlocks(ref PayloadReader reader)
    {
        int count = reader.Array();
        List<ResidualBlock> blocks = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            blocks.Add(ReadBlock(ref reader));
            reader.Leave();
        }

        return blocks;
    }

    private static void Write(ref PayloadWriter writer, ResidualBlock block)
    {
        writer.Map(5);
        writer.Key("first");
        Write(ref writer, block.First);
        writer.Key("first_norm");
        Write(ref writer, block.FirstNorm);
        writer.Key("second");
        Write(ref writer, block.Second);
        writer.Key("second_norm");
        Write(ref writer, block.SecondNorm);
        writer.Key("shortcut");
        if (block.Shortcut is { } shortcut)
            Write(ref writer, shortcut);
        else
            writer.Nil();
    }

    private static ResidualBlock ReadBlock(ref PayloadReader reader)
    {
        reader.Map(5);
        ConvolutionLayer first = ReadConvolution(ref reader, "first");
        GridNormalization firstNorm = ReadNorm(ref reader, "first_norm");
        ConvolutionLayer second = ReadConvolution(ref reader, "second");
        GridNormalization secondNorm = ReadNorm(ref reader, "second_norm");
        reader.Enter("shortcut");
        ConvolutionLayer? shortcut = reader.TryNil() ? null : Read(ref reader);
        reader.Leave();
        ResidualBlock block = new(first, firstNorm, second, secondNorm, shortcut);
        return ConvolutionCheck.Problem(block) is { } problem ? throw reader.Invalid(problem) : block;
    }

    private static void Write(ref PayloadWriter writer, GridNormalization norm)
    {
        writer.Map(2);
        writer.Key("scale");
        writer.Floats(norm.Scale);
        writer.Key("shift");
        writer.Floats(norm.Shift);
    }

    private static GridNormalization ReadNorm(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        reader.Map(2);
        GridNormalization norm = new(ReadFloats(ref reader, "scale"), ReadFloats(ref reader, "shift"));
        reader.Leave();
        return norm;
    }

    private static ConvolutionLayer ReadConvolution(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        ConvolutionLayer layer = Read(ref reader);
        reader.Leave();
        return layer;
    }

    private static int ReadInteger(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        int value = reader.Integer();
        reader.Leave();
        return value;
    }

    private static float[] ReadFloats(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        float[] values = reader.Floats();
        reader.Leave();
        return values;
    }
}
