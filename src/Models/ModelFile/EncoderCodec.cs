using LatentSim.Models.Features;
using LatentSim.Models.Weights;
using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.ModelFile;

/// <summary>The encoder and its features in a model file.</summary>
internal static class EncoderCodec
{
    public static void Write(ref PayloadWriter writer, EncoderWeights encoder)
    {
        writer.Map(encoder.Deflation is null ? 4 : 5);
        writer.Key("features");
        WriteFeatures(ref writer, encoder.Features);
        writer.Key("network");
        NetworkCodec.Write(ref writer, encoder.Network);
        writer.Key("eigenvalues");
        writer.Doubles(encoder.Eigenvalues);
        writer.Key("lag_time");
        writer.Value(encoder.LagTime);
        if (encoder.Deflation is not { } deflation)
            return;
        writer.Key("deflation");
        WriteDeflation(ref writer, deflation);
    }

    public static EncoderWeights Read(ref PayloadReader reader)
    {
        int fields = reader.Map(4, 5);
        reader.Enter("features");
        FeatureDefinition features = ReadFeatures(ref reader);
        reader.Leave();
        reader.Enter("network");
        Perceptron network = NetworkCodec.ReadPerceptron(ref reader);
        reader.Leave();
        reader.Enter("eigenvalues");
        double[] eigenvalues = reader.Doubles();
        reader.Leave();
        reader.Enter("lag_time");
        double lagTime = reader.Double();
        reader.Leave();
        // No feature of atoms: the network sees the numbers of a frame themselves.
        return new EncoderWeights(features.Count == 0 ? FeatureDefinition.OfColumns(network.Inputs) : features, network, eigenvalues, lagTime)
        {
            Deflation = fields > 4 ? ReadDeflation(ref reader) : null,
        };
    }

    private static void WriteDeflation(ref PayloadWriter writer, Deflation deflation)
    {
        writer.Map(4);
        writer.Key("columns");
        writer.Integers([.. deflation.Coordinates.Select(coordinate => coordinate.Column)]);
        writer.Key("knot_counts");
        writer.Integers([.. deflation.Coordinates.Select(coordinate => coordinate.Knots.Count)]);
        writer.Key("knots");
        writer.Floats([.. deflation.Coordinates.SelectMany(coordinate => coordinate.Knots)]);
        writer.Key("coefficients");
        writer.Floats(deflation.Coefficients);
    }

    private static Deflation ReadDeflation(ref PayloadReader reader)
    {
        reader.Enter("deflation");
        reader.Map(4);
        reader.Enter("columns");
        int[] columns = reader.Integers();
        reader.Leave();
        reader.Enter("knot_counts");
        int[] counts = reader.Integers();
        reader.Leave();
        reader.Enter("knots");
        float[] knots = reader.Floats();
        reader.Leave();
        reader.Enter("coefficients");
        float[] coefficients = reader.Floats();
        reader.Leave();
        if (counts.Length != columns.Length || counts.Any(count => count < 0) || counts.Sum(count => (long)count) != knots.Length)
            throw reader.Invalid($"{counts.Length} numbers of knots that do not sum to {knots.Length} for {columns.Length} coordinates");
        reader.Leave();

        int start = 0;
        List<DeflatedCoordinate> coordinates = [];
        for (int i = 0; i < columns.Length; start += counts[i++])
            coordinates.Add(new DeflatedCoordinate(columns[i], knots[start..(start + counts[i])]));
        return new Deflation(coordinates, coefficients);
    }

    private static void WriteFeatures(ref PayloadWriter writer, FeatureDefinition features)
    {
        writer.Map(4);
        writer.Key("torsions");
        writer.Integers([.. features.Torsions.SelectMany(torsion => new[] { torsion.A, torsion.B, torsion.C, torsion.D })]);
        writer.Key("distances");
        writer.Integers([.. features.Distances.SelectMany(pair => new[] { pair.A, pair.B })]);
        writer.Key("aligned_atoms");
        writer.Integers([.. features.Aligned?.Atoms ?? []]);
        writer.Key("aligned_reference");
        writer.Floats([.. features.Aligned?.Reference ?? []]);
    }

    private static FeatureDefinition ReadFeatures(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("torsions");
        TorsionAtoms[] torsions = [.. Groups(ref reader, 4).Select(atoms => new TorsionAtoms(atoms[0], atoms[1], atoms[2], atoms[3]))];
        reader.Leave();
        reader.Enter("distances");
        AtomPair[] distances = [.. Groups(ref reader, 2).Select(atoms => new AtomPair(atoms[0], atoms[1]))];
        reader.Leave();
        reader.Enter("aligned_atoms");
        int[] aligned = reader.Integers();
        reader.Leave();
        reader.Enter("aligned_reference");
        float[] reference = reader.Floats();
        reader.Leave();
        return new FeatureDefinition(torsions, distances, aligned.Length == 0 ? null : new AlignedPositions(aligned, reference));
    }

    private static int[][] Groups(ref PayloadReader reader, int size)
    {
        int[] indices = reader.Integers();
        return indices.Length % size == 0 ? [.. indices.Chunk(size)] : throw reader.Invalid($"{indices.Length} atoms, expected groups of {size}");
    }
}
