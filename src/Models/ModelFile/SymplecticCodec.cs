using LatentSim.Models.Integrators;

namespace LatentSim.Models.ModelFile;

/// <summary>The symplectic integrator in a model file. What is read has been checked.</summary>
internal static class SymplecticCodec
{
    public static void Write(ref PayloadWriter writer, SymplecticWeights weights)
    {
        writer.Map(7);
        writer.Key("spacing");
        writer.Value(weights.Spacing);
        writer.Key("first_knot");
        writer.Value(weights.FirstKnot);
        writer.Key("last_knot");
        writer.Value(weights.LastKnot);
        writer.Key("quadratic");
        writer.Doubles(weights.Quadratic);
        writer.Key("quartic");
        writer.Doubles(weights.Quartic);
        writer.Key("processor");
        writer.Doubles(weights.Processor);
        writer.Key("projection");
        writer.Value(weights.Projection);
    }

    public static SymplecticWeights Read(ref PayloadReader reader)
    {
        reader.Map(7);
        double spacing = ReadNumber(ref reader, "spacing");
        double firstKnot = ReadNumber(ref reader, "first_knot");
        double lastKnot = ReadNumber(ref reader, "last_knot");
        double[] quadratic = ReadNumbers(ref reader, "quadratic");
        double[] quartic = ReadNumbers(ref reader, "quartic");
        double[] processor = ReadNumbers(ref reader, "processor");
        reader.Enter("projection");
        bool projection = reader.Flag();
        reader.Leave();

        SymplecticWeights weights = new(spacing, firstKnot, lastKnot, quadratic, quartic, processor, projection);
        return weights.Problem() is { } problem ? throw reader.Invalid(problem) : weights;
    }

    private static double ReadNumber(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        double value = reader.Double();
        reader.Leave();
        return value;
    }

    private static double[] ReadNumbers(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        int count = reader.Array();
        if (count > SymplecticWeights.MostKnots)
            throw reader.Invalid($"{count} numbers, expected at most {SymplecticWeights.MostKnots}");
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = reader.Double();
        reader.Leave();
        return values;
    }
}
