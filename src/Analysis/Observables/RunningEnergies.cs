using System.Runtime.InteropServices;
using LatentSim.Molecules;

namespace LatentSim.Analysis;

/// <summary>
/// The total energy of a run's walkers while it runs: its mean, how far it strays from where it started, and its drift. The sums of a walker are made in the
/// order of its steps, so that estimates do not depend on how blocks of walkers arrive.
/// </summary>
/// <remarks>Memory: 0.4 kB a walker, whatever the length. Not safe for concurrent use.</remarks>
public sealed class RunningEnergies
{
    private readonly WalkerEnergy[] _walkers;
    private readonly double _timestep;

    /// <summary>Starts with nothing counted.</summary>
    /// <param name="walkers">Walkers in the whole run.</param>
    /// <param name="timestep">Time between frames.</param>
    public RunningEnergies(int walkers, double timestep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(walkers, 1);
        if (!(timestep > 0)) throw new ArgumentOutOfRangeException(nameof(timestep), timestep, "Expected a positive time.");
        _walkers = [.. Enumerable.Range(0, walkers).Select(_ => new WalkerEnergy())];
        _timestep = timestep;
    }

    private RunningEnergies(WalkerEnergy[] walkers, double timestep) => (_walkers, _timestep) = (walkers, timestep);

    /// <summary>Counts the energy of a walker's next frame.</summary>
    public void Add(int walker, double energy) => _walkers[walker].Add(energy);

    /// <summary>What was found so far.</summary>
    public EnergyEstimates Estimate() => EnergyEstimates.Of(_walkers, _timestep);

    /// <summary>All that was counted.</summary>
    public byte[] ToBytes()
    {
        var state = new double[_walkers.Length * WalkerEnergy.StateLength];
        for (var walker = 0; walker < _walkers.Length; walker++)
            _walkers[walker].Write(state.AsSpan(walker * WalkerEnergy.StateLength, WalkerEnergy.StateLength));
        return MemoryMarshal.AsBytes<double>(state).ToArray();
    }

    /// <summary>Goes on from <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidInputException">The bytes are damaged, or of another run.</exception>
    public static RunningEnergies FromBytes(int walkers, double timestep, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != (long)walkers * WalkerEnergy.StateLength * sizeof(double))
            throw new InvalidInputException("energies of the checkpoint", "", $"have {bytes.Length} bytes; expected those of {walkers} walkers");
        var state = MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        return new RunningEnergies(
            [.. Enumerable.Range(0, walkers).Select(w => WalkerEnergy.Read(state.AsSpan(w * WalkerEnergy.StateLength, WalkerEnergy.StateLength))
                ?? throw new InvalidInputException("energies of the checkpoint", $"walker {w}", "are damaged"))],
            timestep);
    }
}
