using LatentSim.Molecules;

namespace Engine.Tests;

/// <summary>The MD of alanine dipeptide that is shipped, cut to what a test needs.</summary>
internal static class Dipeptide
{
    public static string Topology => RepositoryRoot.File("data", "adp", "adp.pdb");

    /// <summary>Writes the first frames of a shipped trajectory to a file.</summary>
    public static void WriteTrajectory(string path, int run, int frames)
    {
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(RepositoryRoot.File("data", "adp", $"train-{run}.xtc"));
        using var writer = new XtcWriter(path, reader.AtomCount);
        var frame = new Frame(reader.AtomCount);
        for (int i = 0; i < frames && reader.ReadNext(frame); i++)
            writer.Write(frame.Step, frame.Time, frame.Positions, frame.BoxOrEmpty);
    }

    /// <summary>A configuration of small networks that learn from little.</summary>
    public static string Configuration(string training, string heldOut) => $"""
        name: tiny
        data:
          topology: {Topology}
          training: [{training}]
          held-out: [{heldOut}]
          temperature: 450
        lag: 5
        coarse: name C N CA CB
        features:
          torsions: [backbone, omega]
        encoder:
          hidden: [16, 16]
          batch-size: 500
          epochs: 3
        propagator:
          components: 4
          hidden: [16, 16]
          epochs: 3
        flow-decoder:
          couplings: 2
          hidden: [16, 16]
          bins: 4
          epochs: 2
        flow-backmapper:
          couplings: 2
          hidden: [16, 16]
          bins: 4
          epochs: 2

        """;
}
