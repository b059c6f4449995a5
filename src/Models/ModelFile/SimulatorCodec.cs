using System.Buffers;
using LatentSim.Models.Integrators;
using LatentSim.Models.Weights;
using LatentSim.Molecules;
using MessagePack;

namespace LatentSim.Models.ModelFile;

/// <summary>A whole simulator as the payload of a model file.</summary>
internal static class SimulatorCodec
{
    public static byte[] Write(Simulator simulator)
    {
        ArrayBufferWriter<byte> buffer = new();
        PayloadWriter writer = new(buffer);
        Write(ref writer, simulator);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidInputException">The payload is not a simulator whose parts fit together.</exception>
    public static Simulator Read(string file, ReadOnlyMemory<byte> payload, long firstByte, uint version)
    {
        PayloadReader reader = new(file, payload, firstByte);
        try
        {
            Simulator simulator = Read(ref reader, version);
            if (!reader.End)
                throw reader.Invalid("more bytes after the model, expected the end");
            return SimulatorCheck.Problem(simulator) is (string field, string problem)
                ? throw new InvalidInputException(file, "field " + field, problem)
                : simulator;
        }
        catch (MessagePackSerializationException)
        {
            throw reader.Invalid("a value of another type than expected");
        }
        catch (EndOfStreamException)
        {
            throw reader.Invalid("the model ends before this value does");
        }
        catch (OverflowException)
        {
            throw reader.Invalid("an integer that is too large");
        }
    }

    private static void Write(ref PayloadWriter writer, Simulator simulator)
    {
        writer.Map(14);
        writer.Key("name");
        writer.Value(simulator.Name);
        writer.Key("units");
        writer.Value(Simulator.Units);
        writer.Key("lag_time");
        writer.Value(simulator.LagTime);
        writer.Key("time_unit");
        writer.Value(simulator.TimeUnit);
        writer.Key("temperature");
        if (simulator.Temperature is { } temperature)
            writer.Value(temperature);
        else
            writer.Nil();
        writer.Key("molecule");
        WriteMolecule(ref writer, simulator.Molecule);
        writer.Key("encoder");
        if (simulator.Encoder is { } encoder)
            EncoderCodec.Write(ref writer, encoder);
        else
            writer.Nil();
        writer.Key("coordinates");
        WriteCoordinates(ref writer, simulator.Coordinates);
        writer.Key("propagator");
        if (simulator.Propagator is { } propagator)
            StageCodec.Write(ref writer, propagator);
        else
            writer.Nil();
        writer.Key("starts");
        if (simulator.Starts is { } starts)
            writer.Floats(starts.Values);
        else
            writer.Nil();
        writer.Key("integrator");
        if (simulator.Integrator is { } integrator)
            IntegratorCodec.Write(ref writer, integrator);
        else
            writer.Nil();
        writer.Key("decoder");
        if (simulator.Decoder is { } decoder)
            StageCodec.Write(ref writer, decoder);
        else
            writer.Nil();
        writer.Key("backmapper");
        if (simulator.Backmapper is { } backmapper)
            BackmapperCodec.Write(ref writer, backmapper);
        else
            writer.Nil();
        writer.Key("provenance");
        ProvenanceCodec.Write(ref writer, simulator.Provenance);
    }

    // Version 1 knew no time unit but ps, and no system without a molecule's coordinates; version 2 no source but a propagator; version 3 no backmapper
    // but the flow, and none without previous atoms.
    private static Simulator Read(ref PayloadReader reader, uint version)
    {
        reader.Map(version switch { 1 => 11, 2 => 13, _ => 14 });
        reader.Enter("name");
        string name = reader.Text();
        reader.Leave();
        reader.Enter("units");
        if (reader.Text() != Simulator.Units)
            throw reader.Invalid($"other units than \"{Simulator.Units}\"");
        reader.Leave();
        reader.Enter("lag_time");
        double lagTime = reader.Double();
        reader.Leave();
        string timeUnit = version == 1 ? Simulator.Picoseconds : ReadTimeUnit(ref reader);
        reader.Enter("temperature");
        double? temperature = reader.TryNil() ? null : reader.Double();
        reader.Leave();
        reader.Enter("molecule");
        Molecule? molecule = reader.TryNil() ? null : ReadMolecule(ref reader);
        reader.Leave();
        reader.Enter("encoder");
        EncoderWeights? encoder = reader.TryNil() ? null : EncoderCodec.Read(ref reader);
        reader.Leave();
        CoordinateRange? coordinates = version == 1 ? null : ReadCoordinates(ref reader);
        reader.Enter("propagator");
        MixtureDensityWeights? propagator = reader.TryNil() ? null : StageCodec.ReadPropagator(ref reader);
        reader.Leave();
        reader.Enter("starts");
        StartLatents? starts = propagator is null ? ReadNothing(ref reader) : new StartLatents(propagator.Dimension, reader.Floats());
        reader.Leave();
        IntegratorModel? integrator = version < 3 ? null : ReadIntegrator(ref reader);
        reader.Enter("decoder");
        IDecoderWeights? decoder = reader.TryNil() ? null : StageCodec.ReadDecoder(ref reader);
        reader.Leave();
        reader.Enter("backmapper");
        IBackmapperWeights? backmapper = reader.TryNil() ? null : BackmapperCodec.Read(ref reader, version);
        reader.Leave();
        reader.Enter("provenance");
        Provenance provenance = ProvenanceCodec.Read(ref reader);
        reader.Leave();
        return new Simulator(name, lagTime, temperature, molecule, encoder, propagator, starts, decoder, backmapper, provenance)
        {
            TimeUnit = timeUnit,
            Coordinates = coordinates,
            Integrator = integrator,
        };
    }

    private static StartLatents? ReadNothing(ref PayloadReader reader) => reader.TryNil() ? null : throw reader.Invalid("starts without a propagator");

    private static IntegratorModel? ReadIntegrator(ref PayloadReader reader)
    {
        reader.Enter("integrator");
        IntegratorModel? integrator = reader.TryNil() ? null : IntegratorCodec.Read(ref reader);
        reader.Leave();
        return integrator;
    }

    private static string ReadTimeUnit(ref PayloadReader reader)
    {
        reader.Enter("time_unit");
        string unit = reader.Text();
        reader.Leave();
        return unit;
    }

    private static void WriteCoordinates(ref PayloadWriter writer, CoordinateRange? coordinates)
    {
        if (coordinates is null)
        {
            writer.Nil();
            return;
        }

        writer.Map(2);
        writer.Key("minimum");
        writer.Floats(coordinates.Minimum);
        writer.Key("maximum");
        writer.Floats(coordinates.Maximum);
    }

    private static CoordinateRange? ReadCoordinates(ref PayloadReader reader)
    {
        reader.Enter("coordinates");
        CoordinateRange? coordinates = null;
        if (!reader.TryNil())
        {
            reader.Map(2);
            reader.Enter("minimum");
            float[] minimum = reader.Floats();
            reader.Leave();
            reader.Enter("maximum");
            coordinates = new CoordinateRange(minimum, reader.Floats());
            reader.Leave();
        }

        reader.Leave();
        return coordinates;
    }

    private static void WriteMolecule(ref PayloadWriter writer, Molecule? molecule)
    {
        if (molecule is null)
        {
            writer.Nil();
            return;
        }

        writer.Map(4);
        writer.Key("atoms");
        TopologyCodec.Write(ref writer, molecule.Atoms);
        writer.Key("coarse");
        TopologyCodec.Write(ref writer, molecule.Coarse);
        writer.Key("coarse_atoms");
        writer.Integers(molecule.CoarseAtoms);
        writer.Key("reference");
        writer.Floats(molecule.Reference);
    }

    private static Molecule ReadMolecule(ref PayloadReader reader)
    {
        reader.Map(4);
        reader.Enter("atoms");
        Topology atoms = TopologyCodec.Read(ref reader);
        reader.Leave();
        reader.Enter("coarse");
        Topology coarse = TopologyCodec.Read(ref reader);
        reader.Leave();
        reader.Enter("coarse_atoms");
        int[] coarseAtoms = reader.Integers();
        reader.Leave();
        reader.Enter("reference");
        float[] reference = reader.Floats();
        reader.Leave();
        return new Molecule(atoms, coarse, coarseAtoms, reference);
    }
}
