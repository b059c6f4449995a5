using LatentSim.Models.Integrators;

namespace LatentSim.Models.ModelFile;

/// <summary>The weights of an integrator in a model file, under the name of their kind.</summary>
internal static class IntegratorKindCodec
{
    public static void Write(ref PayloadWriter writer, IIntegratorWeights weights)
    {
        writer.Map(1);
        writer.Key(IntegratorKinds.Of(weights));
        switch (weights)
        {
            case LstmIntegratorWeights lstm:
                LstmIntegratorCodec.Write(ref writer, lstm);
                break;
            case ActionAngleWeights actionAngle:
                ActionAngleCodec.Write(ref writer, actionAngle);
                break;
            case SymplecticWeights symplectic:
                SymplecticCodec.Write(ref writer, symplectic);
                break;
            case VerletWeights:
                writer.Nil();
                break;
            default:
                throw new ArgumentException($"No model file holds an integrator of type {weights.GetType().Name}.", nameof(weights));
        }
    }

    public static IIntegratorWeights Read(ref PayloadReader reader)
    {
        reader.Map(1);
        string kind = reader.EnterOneOf(IntegratorKinds.All);
        IIntegratorWeights weights = kind switch
        {
            IntegratorKinds.Lstm => LstmIntegratorCodec.Read(ref reader),
            IntegratorKinds.ActionAngle => ActionAngleCodec.Read(ref reader),
            IntegratorKinds.Symplectic => SymplecticCodec.Read(ref reader),
            IntegratorKinds.Verlet => reader.TryNil() ? new VerletWeights() : throw reader.Invalid("expected nil"),
            _ => throw reader.Invalid($"{kind}, an integrator that this program does not know"),
        };
        reader.Leave();
        return weights;
    }
}
