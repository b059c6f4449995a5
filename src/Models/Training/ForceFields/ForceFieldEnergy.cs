using LatentSim.Molecules.ForceFields;
using TorchSharp;

namespace LatentSim.Models.Training;

/// <summary>
/// The energies of many configurations of a molecule in a <see cref="ForceField"/>, in tensor operations: differentiable, on any device, made for a loss. It
/// agrees with <see cref="ForceFieldPotential"/> wherever no two atoms are closer than the shortest distance. Nearer, the energy of the
/// pair goes on along its tangent, so that energies and gradients stay finite and still push atoms apart; in single precision too.
/// </summary>
public sealed class ForceFieldEnergy : IDisposable
{
    /// <summary>The shortest distance where none is given, nm: no two atoms of a molecule ever come as close.</summary>
    public const double UsualShortestDistance = 0.05;

    /// <summary>The most atoms: all pairs of them are rows of tensors.</summary>
    public const int MostAtoms = 4000;

    private readonly EnergyConstants constants;
    private readonly List<IEnergyTerm> terms = [];
    private readonly torch.ScalarType type;
    private readonly double shortestDistance;
    private readonly int atoms;

    /// <summary>Makes the energy.</summary>
    /// <param name="forceField">The force field.</param>
    /// <param name="type">Float32 or Float64: that of positions and energies.</param>
    /// <param name="device">Where positions are; the CPU where none is given.</param>
    /// <param name="shortestDistance">The distance below which a pair's energy is a straight line, nm.</param>
    /// <exception cref="ArgumentException">The force field's arrays do not fit each other, it has too many atoms, or an argument is none of those allowed.</exception>
    public ForceFieldEnergy(
        ForceField forceField,
        torch.ScalarType type = torch.ScalarType.Float32,
        torch.Device? device = null,
        double shortestDistance = UsualShortestDistance)
    {
        ForceFieldCheck.Require(forceField);
        if (type is not (torch.ScalarType.Float32 or torch.ScalarType.Float64))
            throw new ArgumentException($"Energies are computed in Float32 or Float64, not in {type}.", nameof(type));
        if (!(shortestDistance > 0) || !double.IsFinite(shortestDistance))
            throw new ArgumentException($"The shortest distance is {shortestDistance} nm; expected a positive one.", nameof(shortestDistance));
        if (forceField.AtomCount > MostAtoms)
            throw new ArgumentException($"A force field of at most {MostAtoms} atoms is expected, got {forceField.AtomCount}.", nameof(forceField));
        this.type = type;
        this.shortestDistance = shortestDistance;
        atoms = forceField.AtomCount;
        constants = new EnergyConstants(type, device ?? torch.CPU);
        AddBonded(forceField);
        AddNonbonded(forceField);
    }

    /// <summary>The energies.</summary>
    /// <param name="positions">[batch, atom, 3], nm.</param>
    /// <returns>[batch], kJ/mol.</returns>
    /// <exception cref="ArgumentException">The positions have another shape or type.</exception>
    public torch.Tensor Energies(torch.Tensor positions)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return Sum(Parts(positions).Select(part => part.Energies), positions).MoveToOuterDisposeScope();
    }

    /// <summary>The energies, each kind by itself.</summary>
    /// <param name="positions">[batch, atom, 3], nm.</param>
    /// <returns>[batch, <see cref="ForceFieldTerm"/>], kJ/mol.</returns>
    /// <exception cref="ArgumentException">The positions have another shape or type.</exception>
    public torch.Tensor EnergiesByTerm(torch.Tensor positions)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        List<(ForceFieldTerm Term, torch.Tensor Energies)> parts = Parts(positions);
        IEnumerable<torch.Tensor> columns = Enum.GetValues<ForceFieldTerm>()
            .Select(term => Sum(parts.Where(part => part.Term == term).Select(part => part.Energies), positions));
        return torch.stack(columns, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The energies and the forces, minus their gradient; no gradient flows through either.</summary>
    /// <param name="positions">[batch, atom, 3], nm.</param>
    /// <returns>[batch], kJ/mol, and [batch, atom, 3], kJ/(mol nm).</returns>
    /// <exception cref="ArgumentException">The positions have another shape or type.</exception>
    public (torch.Tensor Energies, torch.Tensor Forces) EnergiesAndForces(torch.Tensor positions)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable recording = torch.enable_grad();
        torch.Tensor moved = positions.detach().clone().requires_grad_();
        torch.Tensor energies = Energies(moved);
        torch.Tensor forces = energies.requires_grad ? torch.autograd.grad([energies.sum()], [moved])[0].neg() : torch.zeros_like(moved);
        return (energies.detach().MoveToOuterDisposeScope(), forces.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose() => constants.Dispose();

    private void AddBonded(ForceField forceField)
    {
        if (forceField.Bonds.Length > 0)
            terms.Add(new BondEnergy(forceField.Bonds, constants));
        if (forceField.Angles.Length > 0)
            terms.Add(new AngleEnergy(forceField.Angles, constants));
        if (forceField.PeriodicTorsions.Length > 0)
            terms.Add(new PeriodicTorsionEnergy(forceField.PeriodicTorsions, constants));
        if (forceField.RyckaertBellemansTorsions.Length > 0)
            terms.Add(new RyckaertBellemansEnergy(forceField.RyckaertBellemansTorsions, constants));
        if (forceField.HarmonicTorsions.Length > 0)
            terms.Add(new HarmonicTorsionEnergy(forceField.HarmonicTorsions, constants));
        if (forceField.CorrectionMapTorsions.Length > 0)
            terms.Add(new CorrectionMapEnergy(forceField.CorrectionMaps, forceField.CorrectionMapTorsions, constants));
    }

    private void AddNonbonded(ForceField forceField)
    {
        if (forceField.NonbondedParticles.Length > 0 || forceField.LennardJonesTable is not null || forceField.LennardJonesPairs.Length > 0)
        {
            var pairs = new PairParameters(forceField);
            terms.Add(new LennardJonesEnergy(pairs, shortestDistance, constants));
            terms.Add(new CoulombEnergy(pairs, shortestDistance, constants));
        }

        if (forceField.Solvent is { } solvent)
            terms.Add(new SolvationEnergy(solvent, constants));
    }

    private List<(ForceFieldTerm Term, torch.Tensor Energies)> Parts(torch.Tensor positions)
    {
        if (positions.dim() != 3 || positions.shape[1] != atoms || positions.shape[2] != 3)
            throw new ArgumentException($"Positions are [{string.Join(", ", positions.shape)}]; expected [batch, {atoms}, 3].", nameof(positions));
        if (positions.dtype != type)
            throw new ArgumentException($"Positions are {positions.dtype}; expected {type}.", nameof(positions));

        // The batch last, so that every operation runs along it.
        EnergyInput input = new(positions.permute(1, 2, 0).contiguous(), shortestDistance);
        return [.. terms.Select(term => (term.Term, term.Energies(input).squeeze(0)))];
    }

    private static torch.Tensor Sum(IEnumerable<torch.Tensor> parts, torch.Tensor positions) =>
        parts.Aggregate((torch.Tensor?)null, (sum, part) => sum is null ? part : sum + part)
        ?? torch.zeros(positions.shape[0], positions.dtype, positions.device);
}
