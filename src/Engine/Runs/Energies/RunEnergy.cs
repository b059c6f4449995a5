using System.Security.Cryptography;
using LatentSim.Models.Backmapper;
using LatentSim.Models.Devices;
using LatentSim.Models.ModelFile;
using LatentSim.Models.Stages;
using LatentSim.Molecules;
using LatentSim.Molecules.ForceFields;

namespace LatentSim.Engine.Runs;

/// <summary>The force field that tells the potential energy of a run's frames, and the energy above which they are drawn again.</summary>
/// <param name="Name">The file that it comes from.</param>
/// <param name="Potential">The energy.</param>
/// <param name="Limit">The energy that frames may have; null to take every draw.</param>
internal sealed record RunEnergy(string Name, ForceFieldPotential Potential, EnergyLimit? Limit)
{
    /// <summary>Reads the force field that settings ask for; null where they ask for none.</summary>
    /// <param name="path">The file; the one that its hash was taken of.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is not the one that the settings mean, or is no System.</exception>
    public static RunEnergy? Read(string? path, RunSettings settings)
    {
        if (settings.EnergyHash is null)
            return null;
        if (path is null || !File.Exists(path))
            throw new InvalidInputException(path ?? "energy", "", "is missing; expected the force field that this run was started with");
        if (HashOf(path) != settings.EnergyHash)
            throw new InvalidInputException(path, "", "is not the force field that this run was started with");
        var potential = new ForceFieldPotential(SystemXmlFile.Read(path));
        return new RunEnergy(path, potential, settings.MostEnergy is { } most ? new EnergyLimit(potential, most) : null);
    }

    /// <summary>The digest of a force field's file.</summary>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static string HashOf(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException(path, "", "there is no such file; expected a force field, a System that OpenMM serialized");
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(path, "", $"cannot be read: {e.Message}");
        }
    }

    /// <summary>Makes the backmapper of a slot that keeps the limit and tells the energies.</summary>
    public IBackmapper CreateBackmapper(Simulator model, string device) => new EnergyBackmapper(DeviceStages.CreateBackmapper(model, device, Limit), Potential);

    /// <summary>A pipeline of a model that ends in atoms, with the energies of its frames in its statistics and in a file of each walker.</summary>
    /// <exception cref="InvalidInputException">The force field is of another molecule.</exception>
    public RunPipeline AddTo(RunPipeline pipeline, Simulator model, int walkers)
    {
        float[] reference = model.Molecule!.Reference;
        if (Potential.CoordinateCount != reference.Length)
            throw new InvalidInputException(Name, "", $"is the force field of {Potential.CoordinateCount / 3} atoms; the model {model.Name} has {reference.Length / 3}");
        double typical = new FrameEnergy(Potential).Of(reference);
        return pipeline with
        {
            Statistics = new EnergyStatistics(pipeline.Statistics, walkers, double.IsFinite(typical) ? typical : 0, Limit?.MostEnergy),
            CreateEnergyEncoder = frames => new EnergyFrameEncoder(frames),
        };
    }
}
