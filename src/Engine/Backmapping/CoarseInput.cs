using LatentSim.Engine.Runs;
using LatentSim.Models.ModelFile;
using LatentSim.Molecules;

namespace LatentSim.Engine.Backmapping;

/// <summary>The coarse trajectories of a run, read through once and known to be whole.</summary>
/// <param name="Settings">Which they are.</param>
/// <param name="Indices">For each, its frames and where they begin.</param>
/// <param name="Remarks">What a user may want to know of them, a line each.</param>
internal sealed record CoarseInput(CoarseSettings Settings, IReadOnlyList<TrajectoryIndex> Indices, IReadOnlyList<string> Remarks)
{
    /// <summary>Reads what a user names.</summary>
    /// <param name="request">The files.</param>
    /// <param name="model">The model that is to add the atoms.</param>
    /// <param name="replicas">How many walkers follow each trajectory.</param>
    /// <param name="status">Told what is being read.</param>
    /// <exception cref="InvalidInputException">A file is missing, damaged or truncated, or its particles are not the model's coarse sites.</exception>
    public static CoarseInput Open(CoarseRequest request, Simulator model, int replicas, Action<string>? status)
    {
        Molecule molecule = MoleculeOf(model);
        int particles = ParticlesOf(request.Files);
        (SiteMatch match, InputFingerprint? topology) = CoarseTopology.Match(request, molecule, particles);
        var check = new CoarseFrameCheck(molecule, match.Particles);
        var trajectories = new List<CoarseTrajectory>();
        var indices = new List<TrajectoryIndex>();
        foreach (string file in request.Files)
        {
            TrajectoryIndex index = check.Read(file, particles, status);
            indices.Add(index);
            trajectories.Add(new CoarseTrajectory(FileFingerprint.Of(file), index.Frames, FrameTimes.SpacingOf(file, index)));
        }

        var settings = new CoarseSettings
        {
            Trajectories = trajectories, Replicas = replicas, Stride = request.Stride, Particles = particles, Sites = match.Particles, Topology = topology,
        };
        return new CoarseInput(settings, indices, [.. match.Remarks, .. FrameTimes.Remarks(settings, indices, model.LagTime)]);
    }

    /// <summary>Reads the files of a run that goes on.</summary>
    /// <exception cref="InvalidInputException">A file is missing, or not the one that the run was started with.</exception>
    public static CoarseInput Reopen(CoarseSettings settings, Action<string>? status)
    {
        var indices = new List<TrajectoryIndex>();
        foreach (CoarseTrajectory trajectory in settings.Trajectories)
        {
            status?.Invoke($"reading {trajectory.File.Path}");
            FileFingerprint.Require(trajectory.File);
            indices.Add(TrajectoryIndex.Build(trajectory.File.Path));
        }

        return new CoarseInput(settings, indices, []);
    }

    private static Molecule MoleculeOf(Simulator model) => model is { Backmapper: not null, Molecule: { } molecule }
        ? molecule
        : throw new InvalidInputException(model.Name, "backmapper", "is missing; expected a model that has one: backmapper: flow in its configuration");

    private static int ParticlesOf(IReadOnlyList<string> files)
    {
        int particles = 0;
        foreach (string file in files)
        {
            using ISeekingTrajectoryReader reader = TrajectoryFile.OpenRead(file);
            if (particles != 0 && reader.AtomCount != particles)
                throw new InvalidInputException(file, "", $"has {reader.AtomCount} particles; expected {particles}, as in {files[0]}");
            particles = reader.AtomCount;
        }

        return particles;
    }
}
