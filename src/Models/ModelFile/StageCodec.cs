using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>The propagator and the decoders in a model file.</summary>
internal static class StageCodec
{
    private const string Flow = "flow";
    private const string Wgan = "wgan";

    public static void Write(ref PayloadWriter writer, MixtureDensityWeights propagator)
    {
        writer.Map(4);
        writer.Key("dimension");
        writer.Value(propagator.Dimension);
        writer.Key("components");
        writer.Value(propagator.Components);
        writer.Key("sigma_floor");
        writer.Value(propagator.SigmaFloor);
        writer.Key("network");
        NetworkCodec.Write(ref writer, propagator.Network);
    }

    public static MixtureDensityWeights ReadPropagator(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("dimension");
        int dimension = reader.Integer();
        reader.Leave();
        reader.Enter("components");
        int components = reader.Integer();
        reader.Leave();
        reader.Enter("sigma_floor");
        float sigmaFloor = reader.Float();
        reader.Leave();
        reader.Enter("network");
        Perceptron network = NetworkCodec.ReadPerceptron(ref reader);
        reader.Leave();
        return new MixtureDensityWeights(dimension, components, sigmaFloor, network);
    }

    public static void Write(ref PayloadWriter writer, IDecoderWeights decoder)
    {
        writer.Map(1);
        switch (decoder)
        {
            case FlowDecoderWeights flow:
                writer.Key(Flow);
                Write(ref writer, flow);
                break;
            case WganDecoderWeights wgan:
                writer.Key(Wgan);
                Write(ref writer, wgan);
                break;
            default:
                throw new ArgumentException($"No model file holds a decoder of type {decoder.GetType().Name}.", nameof(decoder));
        }
    }

    public static IDecoderWeights ReadDecoder(ref PayloadReader reader)
    {
        reader.Map(1);
        return reader.EnterEither(Flow, Wgan) == Flow ? ReadFlowDecoder(ref reader) : ReadWganDecoder(ref reader);
    }

    private static void Write(ref PayloadWriter writer, FlowDecoderWeights decoder)
    {
        writer.Map(8);
        writer.Key("rows");
        CoordinateCodec.Write(ref writer, decoder.Rows);
        writer.Key("scales");
        CoordinateCodec.Write(ref writer, decoder.Scales);
        writer.Key("flow");
        NetworkCodec.Write(ref writer, decoder.Flow);
        writer.Key("latent_mean");
        writer.Floats(decoder.Latent.Mean);
        writer.Key("latent_deviation");
        writer.Floats(decoder.Latent.Deviation);
        writer.Key("latent_quantiles");
        writer.Floats(decoder.Latent.Quantiles);
        writer.Key("reference");
        writer.Floats(decoder.Reference);
        writer.Key("skeleton");
        ContactCodec.WriteOptional(ref writer, decoder.Skeleton);
    }

    private static FlowDecoderWeights ReadFlowDecoder(ref PayloadReader reader)
    {
        reader.Map(8);
        reader.Enter("rows");
        var rows = CoordinateCodec.ReadRows(ref reader);
        reader.Leave();
        reader.Enter("scales");
        var scales = CoordinateCodec.ReadScales(ref reader);
        reader.Leave();
        reader.Enter("flow");
        SplineFlowWeights flow = NetworkCodec.ReadFlow(ref reader);
        reader.Leave();
        reader.Enter("latent_mean");
        float[] mean = reader.Floats();
        reader.Leave();
        reader.Enter("latent_deviation");
        float[] deviation = reader.Floats();
        reader.Leave();
        reader.Enter("latent_quantiles");
        float[] quantiles = reader.Floats();
        reader.Leave();
        reader.Enter("reference");
        float[] reference = reader.Floats();
        reader.Leave();
        reader.Enter("skeleton");
        SkeletonWeights? skeleton = reader.TryNil() ? null : ContactCodec.ReadSkeleton(ref reader);
        reader.Leave();
        reader.Leave();
        return new FlowDecoderWeights(rows, scales, flow, new LatentScale(mean, deviation, quantiles), reference, skeleton);
    }

    private static void Write(ref PayloadWriter writer, WganDecoderWeights decoder)
    {
        writer.Map(5);
        writer.Key("noise_size");
        writer.Value(decoder.NoiseSize);
        writer.Key("dimension");
        writer.Value(decoder.Dimension);
        writer.Key("generator");
        NetworkCodec.Write(ref writer, decoder.Generator);
        writer.Key("mean");
        writer.Floats(decoder.Mean);
        writer.Key("scale");
        writer.Floats(decoder.Scale);
    }

    private static WganDecoderWeights ReadWganDecoder(ref PayloadReader reader)
    {
        reader.Map(5);
        reader.Enter("noise_size");
        int noiseSize = reader.Integer();
        reader.Leave();
        reader.Enter("dimension");
        int dimension = reader.Integer();
        reader.Leave();
        reader.Enter("generator");
        Perceptron generator = NetworkCodec.ReadPerceptron(ref reader);
        reader.Leave();
        reader.Enter("mean");
        float[] mean = reader.Floats();
        reader.Leave();
        reader.Enter("scale");
        float[] scale = reader.Floats();
        reader.Leave();
        reader.Leave();
        return new WganDecoderWeights(noiseSize, dimension, generator, mean, scale);
    }
}
