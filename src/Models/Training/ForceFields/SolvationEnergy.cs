using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The generalized Born energy of an <see cref="ImplicitSolvent"/> (Onufriev, Bashford and Case 2004, OBC II, and ACE). What an atom nearer than the shortest
/// distance displaces, it displaces at that distance.
/// </summary>
internal sealed class SolvationEnergy : IEnergyTerm
{
    private readonly torch.Tensor offsetRadii;
    private readonly torch.Tensor inverseOffsetRadii;
    private readonly torch.Tensor inverseRadii;
    private readonly torch.Tensor spheres;
    private readonly torch.Tensor selves;
    private readonly torch.Tensor charges;
    private readonly torch.Tensor surfaces;

    /// <summary>Takes the parameters.</summary>
    public SolvationEnergy(ImplicitSolvent solvent, EnergyConstants constants)
    {
        IReadOnlyList<ImplicitSolventParticle> particles = solvent.Particles;
        int atoms = particles.Count;
        double[] offset = [.. particles.Select(particle => particle.Radius - ImplicitSolvent.DielectricOffset)];
        offsetRadii = constants.Real(offset, -1, 1, 1);
        inverseOffsetRadii = constants.Column(offset.Select(radius => 1 / radius));
        inverseRadii = constants.Column(particles.Select(particle => 1 / particle.Radius));
        spheres = constants.Real(particles.Zip(offset, (particle, radius) => particle.Scale * radius), 1, -1, 1);
        selves = constants.Mask(Enumerable.Range(0, atoms * atoms).Select(k => k / atoms == k % atoms), atoms, atoms, 1);
        charges = constants.Weights(particles.SelectMany(a => particles.Select(b => 0.5 * solvent.PolarFactor * a.Charge * b.Charge)));
        surfaces = constants.Weights(particles.Select(particle => Surface(solvent, particle.Radius)));
    }

    /// <inheritdoc/>
    public ForceFieldTerm Term => ForceFieldTerm.Solvation;

    /// <inheritdoc/>
    public torch.Tensor Energies(EnergyInput input)
    {
        torch.Tensor radii = BornRadii(input.Pairs);
        torch.Tensor products = radii.unsqueeze(1) * radii.unsqueeze(0);
        torch.Tensor squares = input.Pairs.Squares;
        torch.Tensor effective = squares + (products * (squares / (-4 * products)).exp());
        torch.Tensor inverseCubes = radii.pow(-3);
        return charges.mm(effective.rsqrt().flatten(0, 1)) + surfaces.mm(inverseCubes * inverseCubes);
    }

    // [atom, batch], nm.
    private torch.Tensor BornRadii(PairDistances pairs)
    {
        torch.Tensor psi = Displaced(pairs.Distances, pairs.Inverse).sum([1L]) * offsetRadii.squeeze(1) * 0.5;
        torch.Tensor tangent = (psi * ((psi * ((psi * ImplicitSolvent.Gamma) - ImplicitSolvent.Beta)) + ImplicitSolvent.Alpha)).tanh();
        return (inverseOffsetRadii - (tangent * inverseRadii)).reciprocal();
    }

    // [atom, other, batch]: how much solvent the other's sphere takes from about the atom.
    private torch.Tensor Displaced(torch.Tensor distances, torch.Tensor inverse)
    {
        torch.Tensor upper = distances + spheres;
        torch.Tensor lower = (distances - spheres).abs().maximum(offsetRadii);
        torch.Tensor u = upper.reciprocal();
        torch.Tensor l = lower.reciprocal();
        torch.Tensor between = distances - (spheres * spheres * inverse);
        torch.Tensor value = l - u + (0.25 * between * ((u * u) - (l * l))) + (0.5 * inverse * (u * lower).log());
        torch.Tensor outside = ((distances + offsetRadii) >= spheres).detach();
        torch.Tensor engulfed = (2 * (offsetRadii.reciprocal() - l)).masked_fill(outside, 0);
        return (value + engulfed).masked_fill((upper <= offsetRadii).logical_or(selves), 0);
    }

    private static double Surface(ImplicitSolvent solvent, double radius) =>
        4 * Math.PI * solvent.SurfaceTension * Math.Pow(radius + ImplicitSolvent.ProbeRadius, 2) * Math.Pow(radius, 6);
}
