using LatentSim.Models.Features;
using LatentSim.Models.Training;
using LatentSim.Molecules;

namespace SrvEpoch;

/// <summary>Torsions of molecular dynamics.</summary>
internal static class MolecularFeatures
{
    public static float[][,] Read(DirectoryInfo folder, string[] torsions)
    {
        (Topology read, Frame frame) = PdbFile.Read(folder.GetFiles("*.pdb").Single().FullName);
        FeatureBuilder builder = new(read.InferBonds(frame.Positions));
        foreach (string kind in torsions)
        {
            builder = kind switch
            {
                "backbone" => builder.AddBackboneTorsions(),
                "omega" => builder.AddPeptideTorsions(),
                "side-chains" => builder.AddSideChainTorsions(),
                _ => throw new ArgumentException($"No torsions are called {kind}."),
            };
        }

        FeatureExtractor extractor = new(builder.Build(), read.AtomCount);
        return [.. folder.GetFiles("*.xtc").OrderBy(file => file.Name).Select(file => Features(file.FullName, extractor))];
    }

    private static float[,] Features(string path, FeatureExtractor extractor)
    {
        List<float[,]> rows = [];
        using ITrajectoryReader reader = TrajectoryFile.OpenRead(path);
        Frame frame = new(extractor.AtomCount);
        while (reader.ReadNext(frame))
        {
            float[,] row = new float[1, extractor.Count];
            extractor.Extract(frame.Positions, Rows.Span(row));
            rows.Add(row);
        }

        return Rows.Concatenate(rows);
    }
}
