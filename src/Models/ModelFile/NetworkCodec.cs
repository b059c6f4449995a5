using LatentSim.Models.Flow;
using LatentSim.Models.Kernels;
using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>Perceptrons and flows in a model file. What is read has been checked.</summary>
internal static class NetworkCodec
{
    public static void Write(ref PayloadWriter writer, Perceptron perceptron)
    {
        writer.Map(2);
        writer.Key("hidden");
        writer.Value((int)perceptron.Hidden);
        writer.Key("layers");
        writer.Array(perceptron.Layers.Count);
        foreach (DenseLayer layer in perceptron.Layers)
        {
            writer.Map(4);
            writer.Key("inputs");
            writer.Value(layer.Inputs);
            writer.Key("outputs");
            writer.Value(layer.Outputs);
            writer.Key("weights");
            writer.Floats(layer.Weights);
            writer.Key("bias");
            writer.Floats(layer.Bias);
        }
    }

    public static Perceptron ReadPerceptron(ref PayloadReader reader)
    {
        reader.Map(2);
        reader.Enter("hidden");
        Activation hidden = (Activation)reader.Integer();
        reader.Leave();
        reader.Enter("layers");
        int count = reader.Array();
        List<DenseLayer> layers = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            layers.Add(ReadLayer(ref reader));
            reader.Leave();
        }

        reader.Leave();
        Perceptron perceptron = new(layers, hidden);
        return PerceptronCheck.Problem(perceptron) is { } problem ? throw reader.Invalid(problem) : perceptron;
    }

    public static void Write(ref PayloadWriter writer, SplineFlowWeights flow)
    {
        writer.Map(5);
        writer.Key("circular");
        writer.Flags(flow.Circular);
        writer.Key("condition_size");
        writer.Value(flow.ConditionSize);
        writer.Key("bins");
        writer.Value(flow.Bins);
        writer.Key("tail_bound");
        writer.Value(flow.TailBound);
        writer.Key("couplings");
        writer.Array(flow.Couplings.Count);
        foreach (SplineCoupling coupling in flow.Couplings)
        {
            writer.Map(2);
            writer.Key("transformed");
            writer.Flags(coupling.Transformed);
            writer.Key("conditioner");
            Write(ref writer, coupling.Conditioner);
        }
    }

    public static SplineFlowWeights ReadFlow(ref PayloadReader reader)
    {
        reader.Map(5);
        reader.Enter("circular");
        bool[] circular = reader.Flags();
        reader.Leave();
        reader.Enter("condition_size");
        int conditionSize = reader.Integer();
        reader.Leave();
        reader.Enter("bins");
        int bins = reader.Integer();
        reader.Leave();
        reader.Enter("tail_bound");
        float tailBound = reader.Float();
        reader.Leave();
        reader.Enter("couplings");
        List<SplineCoupling> couplings = ReadCouplings(ref reader);
        reader.Leave();

        SplineFlowWeights flow = new(circular, conditionSize, bins, tailBound, couplings);
        return SplineFlowCheck.Problem(flow) is { } problem ? throw reader.Invalid(problem) : flow;
    }

    private static List<SplineCoupling> ReadCouplings(ref PayloadReader reader)
    {
        int count = reader.Array();
        List<SplineCoupling> couplings = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            reader.Map(2);
            reader.Enter("transformed");
            bool[] transformed = reader.Flags();
            reader.Leave();
            reader.Enter("conditioner");
            couplings.Add(new SplineCoupling(transformed, ReadPerceptron(ref reader)));
            reader.Leave();
            reader.Leave();
        }

        return couplings;
    }

    private static DenseLayer ReadLayer(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("inputs");
        int inputs = reader.Integer();
        reader.Leave();
        reader.Enter("outputs");
        int outputs = reader.Integer();
        reader.Leave();
        reader.Enter("weights");
        float[] weights = reader.Floats();
        reader.Leave();
        reader.Enter("bias");
        float[] bias = reader.Floats();
        reader.Leave();
        return new DenseLayer(inputs, outputs, weights, bias);
    }
}
