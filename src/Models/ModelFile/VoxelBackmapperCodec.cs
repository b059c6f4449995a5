using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>The voxel backmapper in a model file. What is read has been checked.</summary>
internal static class VoxelBackmapperCodec
{
    public static void Write(ref PayloadWriter writer, VoxelBackmapperWeights backmapper)
    {
        writer.Map(9);
        writer.Key("coarse_atoms");
        writer.Integers(backmapper.CoarseAtoms);
        writer.Key("atoms");
        writer.Value(backmapper.Atoms);
        writer.Key("grid");
        Write(ref writer, backmapper.Grid);
        writer.Key("uses_previous");
        writer.Value(backmapper.UsesPrevious);
        writer.Key("decoder");
        Write(ref writer, backmapper.Decoder);
        writer.Key("codes");
        Write(ref writer, backmapper.Codes);
        writer.Key("seed_coarse");
        writer.Floats(backmapper.Seeds.Coarse);
        writer.Key("seed_atoms");
        writer.Floats(backmapper.Seeds.PreviousAtoms);
        writer.Key("reference");
        writer.Floats(backmapper.Reference);
    }

    public static VoxelBackmapperWeights Read(ref PayloadReader reader)
    {
        reader.Map(9);
        reader.Enter("coarse_atoms");
        int[] coarseAtoms = reader.Integers();
        reader.Leave();
        reader.Enter("atoms");
        int atoms = reader.Integer();
        reader.Leave();
        VoxelGrid grid = ReadGrid(ref reader);
        reader.Enter("uses_previous");
        bool usesPrevious = reader.Flag();
        reader.Leave();
        VoxelDecoderWeights decoder = ReadDecoder(ref reader);
        GaussianMixture codes = ReadCodes(ref reader);
        BackmapperSeeds seeds = new(ReadFloats(ref reader, "seed_coarse"), ReadFloats(ref reader, "seed_atoms"));
        VoxelBackmapperWeights weights = new(coarseAtoms, atoms, grid, usesPrevious, decoder, codes, seeds)
        {
            Reference = ReadFloats(ref reader, "reference"),
        };
        return weights.Problem() is { } problem ? throw reader.Invalid(problem) : weights;
    }

    private static void Write(ref PayloadWriter writer, VoxelGrid grid)
    {
        writer.Map(3);
        writer.Key("points");
        writer.Value(grid.Points);
        writer.Key("width");
        writer.Value(grid.Width);
        writer.Key("deviation");
        writer.Value(grid.Deviation);
    }

    private static VoxelGrid ReadGrid(ref PayloadReader reader)
    {
        reader.Enter("grid");
        reader.Map(3);
        reader.Enter("points");
        int points = reader.Integer();
        reader.Leave();
        reader.Enter("width");
        double width = reader.Double();
        reader.Leave();
        reader.Enter("deviation");
        double deviation = reader.Double();
        reader.Leave();
        reader.Leave();
        return new VoxelGrid(points, width, deviation);
    }

    private static void Write(ref PayloadWriter writer, VoxelDecoderWeights decoder)
    {
        writer.Map(6);
        writer.Key("condition");
        ConvolutionCodec.Write(ref writer, decoder.Condition);
        writer.Key("condition_blocks");
        ConvolutionCodec.Write(ref writer, decoder.ConditionBlocks);
        writer.Key("latent_half");
        ConvolutionCodec.Write(ref writer, decoder.LatentHalf);
        writer.Key("latent_whole");
        ConvolutionCodec.Write(ref writer, decoder.LatentWhole);
        writer.Key("body");
        ConvolutionCodec.Write(ref writer, decoder.Body);
        writer.Key("output");
        ConvolutionCodec.Write(ref writer, decoder.Output);
    }

    private static VoxelDecoderWeights ReadDecoder(ref PayloadReader reader)
    {
        reader.Enter("decoder");
        reader.Map(6);
        NormalizedConvolution condition = ReadNormalized(ref reader, "condition");
        List<ResidualBlock> conditionBlocks = ReadBlocks(ref reader, "condition_blocks");
        NormalizedConvolution latentHalf = ReadNormalized(ref reader, "latent_half");
        NormalizedConvolution latentWhole = ReadNormalized(ref reader, "latent_whole");
        List<ResidualBlock> body = ReadBlocks(ref reader, "body");
        reader.Enter("output");
        ConvolutionLayer output = ConvolutionCodec.Read(ref reader);
        reader.Leave();
        reader.Leave();
        return new VoxelDecoderWeights(condition, conditionBlocks, latentHalf, latentWhole, body, output);
    }

    private static void Write(ref PayloadWriter writer, GaussianMixture codes)
    {
        writer.Map(3);
        writer.Key("shares");
        writer.Floats(codes.Shares);
        writer.Key("means");
        writer.Floats(codes.Means);
        writer.Key("factors");
        writer.Floats(codes.Factors);
    }

    private static GaussianMixture ReadCodes(ref PayloadReader reader)
    {
        reader.Enter("codes");
        reader.Map(3);
        GaussianMixture codes = new(ReadFloats(ref reader, "shares"), ReadFloats(ref reader, "means"), ReadFloats(ref reader, "factors"));
        reader.Leave();
        return codes;
    }

    private static NormalizedConvolution ReadNormalized(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        NormalizedConvolution layer = ConvolutionCodec.ReadNormalized(ref reader);
        reader.Leave();
        return layer;
    }

    private static List<ResidualBlock> ReadBlocks(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        List<ResidualBlock> blocks = ConvolutionCodec.ReadBlocks(ref reader);
        reader.Leave();
        return blocks;
    }

    private static float[] ReadFloats(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        float[] values = reader.Floats();
        reader.Leave();
        return values;
    }
}
