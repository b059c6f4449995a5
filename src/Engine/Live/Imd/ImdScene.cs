using LatentSim.Engine.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;

namespace LatentSim.Engine.Live.Imd;

/// <summary>What all clients of a server are told the same about.</summary>
internal sealed class ImdScene
{
    private readonly ParticleSystem? system;
    private readonly IntegratorRow? layout;

    /// <summary>Prepares a run for one version of the protocol.</summary>
    /// <exception cref="InvalidInputException">The run has no atoms.</exception>
    public ImdScene(LiveScene scene, int version)
    {
        if (scene.Sites == 0)
            throw new InvalidInputException("--imd", "", "this run makes no atoms, and IMD shows nothing else; expected a run with a stage that makes coarse sites, atoms or frames of particles");
        Sites = scene.Sites;
        Timestep = scene.LagTime;
        Box = [.. scene.Box];
        Simulator? model = ModelOf(scene);
        Temperature = model?.Temperature ?? 0;
        if (model?.Integrator is { } integrator)
        {
            system = integrator.System;
            layout = IntegratorRow.Of(model.CreateIntegrator());
        }

        bool hasRows = scene.IsComputedHere && layout is not null;
        bool isWrapped = Box.Length > 0 && layout is not null;
        var all = new ImdContents(Time: true, Energies: scene.HasEnergies || hasRows, Box: Box.Length > 0, isWrapped, Motion: hasRows);
        HasRows = hasRows;
        Contents = version > 2 ? all : all.InVersion2;
    }

    /// <summary>The atoms of a frame.</summary>
    public int Sites { get; }

    /// <summary>The time of one step, ps.</summary>
    public double Timestep { get; }

    /// <summary>The vectors of the box, [3, 3] in nm; empty where there is none.</summary>
    public float[] Box { get; }

    /// <summary>Of the model's training data, K; 0 where it is unknown.</summary>
    public double Temperature { get; }

    /// <summary>What a frame is made of.</summary>
    public ImdContents Contents { get; }

    /// <summary>Whether the rows of an integrator are needed.</summary>
    public bool HasRows { get; }

    /// <summary>What computes velocities, forces and energies, for one client; null where there are no rows.</summary>
    public ImdParticles? Particles() => HasRows ? new ImdParticles(system!, layout!) : null;

    private static Simulator? ModelOf(LiveScene scene)
    {
        string file = new RunDirectory(scene.Directory).ModelFile;
        return File.Exists(file) ? Simulator.Load(file) : null;
    }
}
