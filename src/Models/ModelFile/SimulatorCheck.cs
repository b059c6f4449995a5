using LatentSim.Models.Decoder;
using LatentSim.Models.Encoder;
using LatentSim.Models.Integrators;
using LatentSim.Models.Propagator;
using LatentSim.Models.Weights;
using LatentSim.Molecules;

namespace LatentSim.Models.ModelFile;

/// <summary>Checks that the parts of a simulator are whole and fit one another.</summary>
internal static class SimulatorCheck
{
    private const int LongestUnit = 20;

    /// <summary>The field that is wrong and what is wrong with it, or null.</summary>
    public static (string Field, string Problem)? Problem(Simulator simulator)
    {
        if (!(simulator.LagTime > 0) || !double.IsFinite(simulator.LagTime))
            return ("lag_time", $"{simulator.LagTime} {simulator.TimeUnit}, expected a positive number");
        if (simulator.TimeUnit.Length is 0 or > LongestUnit)
            return ("time_unit", $"\"{simulator.TimeUnit}\", expected a short word");
        if (simulator.Temperature is { } temperature && (!(temperature > 0) || !double.IsFinite(temperature)))
            return ("temperature", $"{temperature} K, expected a positive number");
        if (simulator.Molecule is { } molecule && MoleculeProblem(molecule) is { } wrongMolecule)
            return ("molecule", wrongMolecule);
        if (simulator.Integrator is { } integrator)
            return IntegratorProblem(simulator, integrator);
        return simulator.IsBackmapperAlone ? LoneBackmapperProblem(simulator) : PropagatorProblem(simulator);
    }

    private static (string Field, string Problem)? IntegratorProblem(Simulator simulator, IntegratorModel integrator)
    {
        if (simulator.Propagator is not null || simulator.Starts is not null)
            return ("propagator", "a propagator beside an integrator, expected either");
        if (simulator.Encoder is not null || simulator.Decoder is not null || simulator.Backmapper is not null || simulator.Molecule is not null || simulator.Coordinates is not null)
            return ("integrator", "stages of a propagator beside an integrator");
        if (simulator.TimeUnit != Simulator.ReducedTime)
            return ("time_unit", $"\"{simulator.TimeUnit}\", expected {Simulator.ReducedTime} beside an integrator");
        if (integrator.Problem() is (string field, string problem))
            return ("integrator." + field, problem);
        if (!VerletWindow.IsMultiple(integrator.System, simulator.LagTime))
            return ("lag_time", FormattableString.Invariant($"{simulator.LagTime}, expected a whole multiple of the Verlet timestep {integrator.System.VerletTimestep}"));
        return KernelProblem(simulator) is { } wrongKernel ? ("integrator.weights", wrongKernel) : null;
    }

    // What only the timestep and the weights together tell: a timestep of more stages than there can be, say.
    private static string? KernelProblem(Simulator simulator)
    {
        try
        {
            simulator.CreateIntegrator();
            return null;
        }
        catch (ArgumentException error)
        {
            return error.Message;
        }
    }

    private static (string Field, string Problem)? LoneBackmapperProblem(Simulator simulator)
    {
        if (simulator.Starts is not null || simulator.Encoder is not null || simulator.Decoder is not null || simulator.Coordinates is not null)
            return ("propagator", "nothing, expected a propagator beside the other stages");
        if (simulator.TimeUnit != Simulator.Picoseconds)
            return ("time_unit", $"\"{simulator.TimeUnit}\", expected {Simulator.Picoseconds} beside a molecule");
        return BackmapperProblem(simulator) is { } wrongBackmapper ? ("backmapper", wrongBackmapper) : null;
    }

    private static (string Field, string Problem)? PropagatorProblem(Simulator simulator)
    {
        if (simulator.Propagator is null || simulator.Starts is null)
            return ("propagator", "nothing, expected a propagator with starts, an integrator or a backmapper");
        if (MixtureDensityCheck.Problem(simulator.Propagator, simulator.Starts) is { } wrongPropagator)
            return ("propagator", wrongPropagator);
        if (CoordinateProblem(simulator) is { } wrongCoordinates)
            return ("coordinates", wrongCoordinates);
        if (EncoderProblem(simulator) is { } wrongEncoder)
            return ("encoder", wrongEncoder);
        if (DecoderProblem(simulator) is { } wrongDecoder)
            return ("decoder", wrongDecoder);
        if (BackmapperProblem(simulator) is { } wrongBackmapper)
            return ("backmapper", wrongBackmapper);
        return null;
    }

    private static string? CoordinateProblem(Simulator simulator)
    {
        if (simulator.Coordinates is not { } coordinates)
            return null;
        if (simulator.Encoder is not null || simulator.Molecule is not null)
            return "a range of coordinates beside an encoder or a molecule";
        if (coordinates.Problem() is { } problem)
            return problem;
        return coordinates.Dimension == simulator.Dimension
            ? null
            : $"{coordinates.Dimension} coordinates, expected the propagator's {simulator.Dimension}";
    }

    private static string? MoleculeProblem(Molecule molecule)
    {
        int atoms = molecule.Atoms.AtomCount;
        if (molecule.CoarseAtoms.Length != molecule.Coarse.AtomCount)
            return $"{molecule.CoarseAtoms.Length} coarse atom indices, expected {molecule.Coarse.AtomCount}";
        if (molecule.Reference.Length != atoms * 3L)
            return $"{molecule.Reference.Length} reference values, expected {atoms} x 3";

        for (int site = 0; site < molecule.CoarseAtoms.Length; site++)
        {
            int atom = molecule.CoarseAtoms[site];
            if (atom < 0 || atom >= atoms || (site > 0 && atom <= molecule.CoarseAtoms[site - 1]))
                return $"coarse site {site} is at atom {atom}, expected ascending indices below {atoms}";
        }

        return null;
    }

    private static string? EncoderProblem(Simulator simulator)
    {
        if (simulator.Encoder is not { } encoder)
            return null;
        if (SrvEncoder.Problem(encoder) is { } problem)
            return problem;
        if (encoder.Dimension != simulator.Dimension)
            return $"{encoder.Dimension} latents, expected the propagator's {simulator.Dimension}";
        if (encoder.Features.Columns > 0)
            return simulator.Molecule is null ? null : "an encoder of plain numbers beside a molecule";
        return simulator.Molecule is { } molecule
            ? InputProblem(() => encoder.Features.Check(molecule.Atoms.AtomCount))
            : "an encoder of atoms without a molecule";
    }

    private static string? DecoderProblem(Simulator simulator)
    {
        if (simulator.Decoder is not { } decoder)
            return null;
        if (simulator.Molecule is not { } molecule)
            return "a decoder without a molecule";

        string? problem = decoder switch
        {
            FlowDecoderWeights flow => FlowDecoderCheck.Problem(flow) ?? InputProblem(() => _ = new FlowDecoder(flow)),
            WganDecoderWeights wgan => WganDecoder.Problem(wgan),
            _ => "neither a flow nor a wgan",
        };
        if (problem is not null)
            return problem;
        if (decoder.Dimension != simulator.Dimension)
            return $"{decoder.Dimension} latents, expected the propagator's {simulator.Dimension}";
        return decoder.Sites == molecule.Coarse.AtomCount ? null : $"{decoder.Sites} sites, expected the molecule's {molecule.Coarse.AtomCount}";
    }

    private static string? BackmapperProblem(Simulator simulator)
    {
        if (simulator.Backmapper is not { } backmapper)
            return null;
        if (simulator.Molecule is not { } molecule)
            return "a backmapper without a molecule";
        if (!backmapper.CoarseAtoms.AsSpan().SequenceEqual(molecule.CoarseAtoms))
            return "other coarse atoms than the molecule's";
        if (backmapper.Atoms != molecule.Atoms.AtomCount)
            return $"{backmapper.Atoms} atoms, expected the molecule's {molecule.Atoms.AtomCount}";
        return backmapper.Problem();
    }

    private static string? InputProblem(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (InvalidInputException error)
        {
            return error.Message;
        }
    }
}
