using LatentSim.Models.Integrators;

namespace LatentSim.Models.ModelFile;

/// <summary>An action-angle integrator in a model file. What is read has been checked.</summary>
internal static class ActionAngleCodec
{
    public static void Write(ref PayloadWriter writer, ActionAngleWeights weights)
    {
        writer.Map(4);
        writer.Key("intervals");
        writer.Value(weights.Intervals);
        writer.Key("crossing_intervals");
        writer.Value(weights.CrossingIntervals);
        writer.Key("mass_reference");
        writer.Value(weights.MassReference);
        writer.Key("passages");
        writer.Array(weights.Passages.Count);
        foreach (PassageCorrection passage in weights.Passages)
            Write(ref writer, passage);
    }

    public static ActionAngleWeights Read(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("intervals");
        int intervals = reader.Integer();
        reader.Leave();
        reader.Enter("crossing_intervals");
        int crossingIntervals = reader.Integer();
        reader.Leave();
        reader.Enter("mass_reference");
        double massReference = reader.Double();
        reader.Leave();
        reader.Enter("passages");
        int count = reader.Array();
        List<PassageCorrection> passages = [];
        for (int i = 0; i < count; i++)
        {
            reader.EnterElement(i);
            passages.Add(ReadPassage(ref reader));
            reader.Leave();
        }

        reader.Leave();
        ActionAngleWeights weights = new(intervals, crossingIntervals, massReference, passages);
        return weights.Problem() is { } problem ? throw reader.Invalid(problem) : weights;
    }

    private static void Write(ref PayloadWriter writer, PassageCorrection passage)
    {
        writer.Map(7);
        writer.Key("well");
        writer.Value(passage.Well);
        writer.Key("kind");
        writer.Value((int)passage.Kind);
        writer.Key("ranges");
        writer.Doubles([.. passage.Curves.SelectMany(curve => new[] { curve.Lower, curve.Upper })]);
        writer.Key("counts");
        writer.Integers([.. passage.Curves.Select(curve => curve.Coefficients.Count)]);
        writer.Key("mass_counts");
        writer.Integers([.. passage.Curves.Select(curve => curve.MassCoefficients.Count)]);
        writer.Key("coefficients");
        writer.Doubles([.. passage.Curves.SelectMany(curve => curve.Coefficients)]);
        writer.Key("mass_coefficients");
        writer.Doubles([.. passage.Curves.SelectMany(curve => curve.MassCoefficients)]);
    }

    private static PassageCorrection ReadPassage(ref PayloadReader reader)
    {
        reader.Map(7);
        reader.Enter("well");
        int well = reader.Integer();
        reader.Leave();
        reader.Enter("kind");
        PassageKind kind = (PassageKind)reader.Integer();
        reader.Leave();
        reader.Enter("ranges");
        double[] ranges = reader.Doubles();
        reader.Leave();
        reader.Enter("counts");
        int[] counts = reader.Integers();
        reader.Leave();
        reader.Enter("mass_counts");
        int[] massCounts = reader.Integers();
        reader.Leave();
        reader.Enter("coefficients");
        double[][] coefficients = Groups(ref reader, counts);
        reader.Leave();
        reader.Enter("mass_coefficients");
        double[][] massCoefficients = Groups(ref reader, massCounts);
        reader.Leave();
        if (ranges.Length != 2L * counts.Length || massCounts.Length != counts.Length)
            throw reader.Invalid($"{ranges.Length} ends of ranges and {massCounts.Length} numbers of coefficients of {counts.Length} curves");
        return new PassageCorrection(well, kind, [.. counts.Select((_, j) => new CorrectionCurve(ranges[2 * j], ranges[(2 * j) + 1], coefficients[j], massCoefficients[j]))]);
    }

    private static double[][] Groups(ref PayloadReader reader, int[] counts)
    {
        double[] values = reader.Doubles();
        if (counts.Any(count => count < 0) || counts.Sum(count => (long)count) != values.Length)
            throw reader.Invalid($"{values.Length} coefficients, expected as many as the curves' numbers of them add up to");
        double[][] groups = new double[counts.Length][];
        for (int start = 0, j = 0; j < groups.Length; start += counts[j++])
            groups[j] = values[start..(start + counts[j])];
        return groups;
    }
}
