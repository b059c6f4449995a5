using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.ModelFile;

/// <summary>Contact limits and skeletons in a model file; nil where a stage takes every draw.</summary>
internal static class ContactCodec
{
    public static void WriteOptional(ref PayloadWriter writer, ContactLimits? contacts)
    {
        if (contacts is null)
            writer.Nil();
        else
            Write(ref writer, contacts);
    }

    public static void WriteOptional(ref PayloadWriter writer, SkeletonWeights? skeleton)
    {
        if (skeleton is null)
            writer.Nil();
        else
            Write(ref writer, skeleton);
    }

    public static ContactLimits ReadContacts(ref PayloadReader reader)
    {
        reader.Map(2);
        reader.Enter("pairs");
        int[] atoms = reader.Integers();
        if (atoms.Length % 2 != 0)
            throw reader.Invalid($"{atoms.Length} atoms, expected 2 for each pair");
        reader.Leave();
        reader.Enter("distances");
        float[] distances = reader.Floats();
        reader.Leave();
        return new ContactLimits([.. atoms.Chunk(2).Select(pair => new AtomPair(pair[0], pair[1]))], distances);
    }

    public static SkeletonWeights ReadSkeleton(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("sites");
        int sites = reader.Integer();
        reader.Leave();
        reader.Enter("rows");
        List<ZMatrixRow> rows = CoordinateCodec.ReadRows(ref reader);
        reader.Leave();
        reader.Enter("coordinates");
        float[] coordinates = reader.Floats();
        reader.Leave();
        reader.Enter("contacts");
        ContactLimits contacts = ReadContacts(ref reader);
        reader.Leave();
        return new SkeletonWeights(sites, rows, coordinates, contacts);
    }

    private static void Write(ref PayloadWriter writer, ContactLimits contacts)
    {
        writer.Map(2);
        writer.Key("pairs");
        writer.Integers([.. contacts.Pairs.SelectMany(pair => new[] { pair.A, pair.B })]);
        writer.Key("distances");
        writer.Floats(contacts.Distances);
    }

    private static void Write(ref PayloadWriter writer, SkeletonWeights skeleton)
    {
        writer.Map(4);
        writer.Key("sites");
        writer.Value(skeleton.Sites);
        writer.Key("rows");
        CoordinateCodec.Write(ref writer, skeleton.Rows);
        writer.Key("coordinates");
        writer.Floats(skeleton.Coordinates);
        writer.Key("contacts");
        Write(ref writer, skeleton.Contacts);
    }
}
