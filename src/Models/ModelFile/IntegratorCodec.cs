using LatentSim.Models.Integrators;
using LatentSim.Molecules.Particles;

namespace LatentSim.Models.ModelFile;

/// <summary>The integrator of a simulator of particles in a model file, with its system and its test start.</summary>
internal static class IntegratorCodec
{
    public static void Write(ref PayloadWriter writer, IntegratorModel integrator)
    {
        writer.Map(3);
        writer.Key("system");
        Write(ref writer, integrator.System);
        writer.Key("weights");
        IntegratorKindCodec.Write(ref writer, integrator.Weights);
        writer.Key("test");
        Write(ref writer, integrator.Test);
    }

    public static IntegratorModel Read(ref PayloadReader reader)
    {
        reader.Map(3);
        reader.Enter("system");
        ParticleSystem system = ReadSystem(ref reader);
        reader.Leave();
        reader.Enter("weights");
        IIntegratorWeights weights = IntegratorKindCodec.Read(ref reader);
        reader.Leave();
        reader.Enter("test");
        ParticleState test = ReadState(ref reader);
        reader.Leave();
        return new IntegratorModel(system, weights, test);
    }

    private static void Write(ref PayloadWriter writer, ParticleSystem system)
    {
        writer.Map(10);
        writer.Key("potential");
        writer.Value(ParticleNames.Of(system.Potential));
        writer.Key("count");
        writer.Value(system.Particles);
        writer.Key("boundary");
        writer.Value(ParticleNames.Of(system.Boundary));
        writer.Key("size");
        writer.Value(system.Size);
        writer.Key("epsilon");
        writer.Value(system.Epsilon);
        writer.Key("sigma");
        writer.Value(system.Sigma);
        writer.Key("mass");
        Write(ref writer, system.Mass);
        writer.Key("stiffness");
        Write(ref writer, system.Stiffness);
        writer.Key("start");
        Write(ref writer, system.Start);
        writer.Key("verlet_timestep");
        writer.Value(system.VerletTimestep);
    }

    private static ParticleSystem ReadSystem(ref PayloadReader reader)
    {
        reader.Map(10);
        reader.Enter("potential");
        ParticlePotential potential = ParticleNames.Potential(reader.Text()) ?? throw reader.Invalid($"expected {string.Join(" or ", ParticleNames.Potentials)}");
        reader.Leave();
        reader.Enter("count");
        int count = reader.Integer();
        reader.Leave();
        reader.Enter("boundary");
        ParticleBoundary boundary = ParticleNames.Boundary(reader.Text()) ?? throw reader.Invalid($"expected {string.Join(" or ", ParticleNames.Boundaries)}");
        reader.Leave();
        return new ParticleSystem
        {
            Potential = potential,
            Particles = count,
            Boundary = boundary,
            Size = ReadNumber(ref reader, "size"),
            Epsilon = ReadNumber(ref reader, "epsilon"),
            Sigma = ReadNumber(ref reader, "sigma"),
            Mass = ReadRange(ref reader, "mass"),
            Stiffness = ReadRange(ref reader, "stiffness"),
            Start = ReadRange(ref reader, "start"),
            VerletTimestep = ReadNumber(ref reader, "verlet_timestep"),
        };
    }

    private static void Write(ref PayloadWriter writer, SweepRange range) => writer.Doubles([range.Minimum, range.Maximum]);

    private static SweepRange ReadRange(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        reader.Array(2);
        var range = new SweepRange(reader.Double(), reader.Double());
        reader.Leave();
        return range;
    }

    private static double ReadNumber(ref PayloadReader reader, string field)
    {
        reader.Enter(field);
        double value = reader.Double();
        reader.Leave();
        return value;
    }

    private static void Write(ref PayloadWriter writer, ParticleState state)
    {
        writer.Map(4);
        writer.Key("mass");
        writer.Value(state.Mass);
        writer.Key("stiffness");
        writer.Value(state.Stiffness);
        writer.Key("positions");
        writer.Doubles(state.Positions);
        writer.Key("velocities");
        writer.Doubles(state.Velocities);
    }

    private static ParticleState ReadState(ref PayloadReader reader)
    {
        reader.Map(4);
        double mass = ReadNumber(ref reader, "mass");
        double stiffness = ReadNumber(ref reader, "stiffness");
        reader.Enter("positions");
        double[] positions = reader.Doubles();
        reader.Leave();
        reader.Enter("velocities");
        double[] velocities = reader.Doubles();
        reader.Leave();
        return new ParticleState(mass, stiffness, positions, velocities);
    }
}
