using LatentSim.Models.Weights;

namespace LatentSim.Models.ModelFile;

/// <summary>The backmapper in a model file, under the name of its kind. Before version 4 it was a flow, without the name.</summary>
internal static class BackmapperCodec
{
    private const string Flow = "flow";
    private const string Voxel = "voxel";

    public static void Write(ref PayloadWriter writer, IBackmapperWeights backmapper)
    {
        writer.Map(1);
        switch (backmapper)
        {
            case FlowBackmapperWeights flow:
                writer.Key(Flow);
                Write(ref writer, flow);
                break;
            case VoxelBackmapperWeights voxel:
                writer.Key(Voxel);
                VoxelBackmapperCodec.Write(ref writer, voxel);
                break;
            default:
                throw new ArgumentException($"No model file holds a backmapper of type {backmapper.GetType().Name}.", nameof(backmapper));
        }
    }

    public static IBackmapperWeights Read(ref PayloadReader reader, uint version)
    {
        if (version < 4)
            return ReadFlow(ref reader, version);
        reader.Map(1);
        IBackmapperWeights weights = reader.EnterEither(Flow, Voxel) == Voxel ? VoxelBackmapperCodec.Read(ref reader) : ReadFlow(ref reader, version);
        reader.Leave();
        return weights;
    }

    private static void Write(ref PayloadWriter writer, FlowBackmapperWeights backmapper)
    {
        writer.Map(10);
        writer.Key("coarse_atoms");
        writer.Integers(backmapper.CoarseAtoms);
        writer.Key("coarse_rows");
        CoordinateCodec.Write(ref writer, backmapper.CoarseRows);
        writer.Key("coarse_scales");
        CoordinateCodec.Write(ref writer, backmapper.CoarseScales);
        writer.Key("atom_rows");
        CoordinateCodec.Write(ref writer, backmapper.AtomRows);
        writer.Key("atom_scales");
        CoordinateCodec.Write(ref writer, backmapper.AtomScales);
        writer.Key("flow");
        NetworkCodec.Write(ref writer, backmapper.Flow);
        writer.Key("seed_coarse");
        writer.Floats(backmapper.Seeds.Coarse);
        writer.Key("seed_atoms");
        writer.Floats(backmapper.Seeds.PreviousAtoms);
        writer.Key("contacts");
        ContactCodec.WriteOptional(ref writer, backmapper.Contacts);
        writer.Key("uses_previous");
        writer.Value(backmapper.UsesPrevious);
    }

    private static FlowBackmapperWeights ReadFlow(ref PayloadReader reader, uint version)
    {
        reader.Map(version < 4 ? 9 : 10);
        reader.Enter("coarse_atoms");
        int[] coarseAtoms = reader.Integers();
        reader.Leave();
        reader.Enter("coarse_rows");
        var coarseRows = CoordinateCodec.ReadRows(ref reader);
        reader.Leave();
        reader.Enter("coarse_scales");
        var coarseScales = CoordinateCodec.ReadScales(ref reader);
        reader.Leave();
        reader.Enter("atom_rows");
        var atomRows = CoordinateCodec.ReadRows(ref reader);
        reader.Leave();
        reader.Enter("atom_scales");
        var atomScales = CoordinateCodec.ReadScales(ref reader);
        reader.Leave();
        reader.Enter("flow");
        SplineFlowWeights flow = NetworkCodec.ReadFlow(ref reader);
        reader.Leave();
        reader.Enter("seed_coarse");
        float[] seedCoarse = reader.Floats();
        reader.Leave();
        reader.Enter("seed_atoms");
        float[] seedAtoms = reader.Floats();
        reader.Leave();
        reader.Enter("contacts");
        ContactLimits? contacts = reader.TryNil() ? null : ContactCodec.ReadContacts(ref reader);
        reader.Leave();
        bool usesPrevious = version < 4 || ReadUsesPrevious(ref reader);
        return new FlowBackmapperWeights(
            coarseAtoms, coarseRows, coarseScales, atomRows, atomScales, flow, new BackmapperSeeds(seedCoarse, seedAtoms), contacts, usesPrevious);
    }

    private static bool ReadUsesPrevious(ref PayloadReader reader)
    {
        reader.Enter("uses_previous");
        bool usesPrevious = reader.Flag();
        reader.Leave();
        return usesPrevious;
    }
}
