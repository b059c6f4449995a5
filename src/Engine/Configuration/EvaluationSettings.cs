using LatentSim.Analysis;

namespace LatentSim.Engine.Configuration;

/// <summary>What <c>evaluate</c> asks of a run: limits of its figures, where 0 measures a figure and asks nothing of it. docs/evaluation.md explains each.</summary>
public sealed class EvaluationSettings
{
    /// <summary>Most of the RMSE of F(psi_1), kT.</summary>
    public double FreeEnergy { get; set; } = 0.4;

    /// <summary>Most of the RMSE of F in the plane of the two slowest linear components, kT.</summary>
    public double Components { get; set; } = 0.5;

    /// <summary>Most of the deviation of a timescale, as a share of MD's.</summary>
    public double Timescales { get; set; } = 0.15;

    /// <summary>Most of the distance of a timescale from MD's, in total errors.</summary>
    public double Coverage { get; set; } = 2;

    /// <summary>Least of the ratio of the training MD's errors of timescales to those of a run 100 times as long.</summary>
    public double ErrorRatio { get; set; } = 8;

    /// <summary>Most of the RMSD between mean structures of the native basin, nm.</summary>
    public double NativeRmsd { get; set; } = 0.1;

    /// <summary>Most of the deviation of the mean radius of gyration, as a share.</summary>
    public double RadiusMean { get; set; } = 0.02;

    /// <summary>Most of the deviation of the radius of gyration's standard deviation, as a share.</summary>
    public double RadiusDeviation { get; set; } = 0.05;

    /// <summary>Most of the shift of the mean distance of adjacent sites, nm.</summary>
    public double NeighborMean { get; set; } = 0.002;

    /// <summary>Most of the share of frames in which such a distance leaves MD's range.</summary>
    public double NeighborOutside { get; set; } = 0.001;

    /// <summary>Most of the difference of mean potential energies, in MD's standard deviations.</summary>
    public double EnergyMean { get; set; } = 0.5;

    /// <summary>Most of the Kolmogorov-Smirnov distance of potential energies.</summary>
    public double EnergyDistance { get; set; } = 0.25;

    /// <summary>Most of the RMSE of F(phi, psi), or of F in the plane of the two slowest components, of runs of coarse trajectories, kT.</summary>
    public double BackmappedFreeEnergy { get; set; } = 0.15;

    /// <summary>Lag of Markov models of runs of coarse trajectories, ps; 0 for 5 ps, or the lag of the model where that is longer.</summary>
    public double MsmLag { get; set; }

    /// <summary>Most of the difference of their implied timescales from MD's, in MD's standard errors.</summary>
    public double MsmErrors { get; set; } = 1;

    /// <summary>The share of MD's timescale within which one is as asked whatever MD's error.</summary>
    public double MsmShare { get; set; }

    /// <summary>Least of the cosine similarity of their eigenvectors.</summary>
    public double Cosine { get; set; } = 0.95;

    /// <summary>Most of the Kolmogorov-Smirnov distance of velocities from frame to frame.</summary>
    public double VelocityDistance { get; set; } = 0.05;

    /// <summary>Least of the share of frames with the right handedness at every alpha carbon.</summary>
    public double Chirality { get; set; } = 0.999;

    /// <summary>Most of the root mean square deviation between turning the input of a flow backmapper and turning its output, nm.</summary>
    public double Rotation { get; set; } = 1e-5;

    /// <summary>What the basin of the topology file's structure is called, and the other.</summary>
    public List<string> Basins { get; set; } = ["native", "other"];

    /// <summary>The limits of potential energies, null where nothing is asked.</summary>
    internal (double? Mean, double? Distance) EnergyLimits => (Asked(EnergyMean), Asked(EnergyDistance));

    /// <summary>The limit of rotations, null where nothing is asked.</summary>
    internal double? RotationLimit => Asked(Rotation);

    /// <summary>The limits of runs of coarse trajectories.</summary>
    internal BackmapLimits BackmapLimits => new()
    {
        FreeEnergy = Asked(BackmappedFreeEnergy),
        TimescaleErrors = Asked(MsmErrors),
        TimescaleShare = Asked(MsmShare),
        Similarity = Asked(Cosine),
        VelocityDistance = Asked(VelocityDistance),
        Chirality = Asked(Chirality),
    };

    /// <summary>The limits as the comparison takes them.</summary>
    internal EvaluationLimits Limits => new()
    {
        FreeEnergy = Asked(FreeEnergy),
        Components = Asked(Components),
        Timescales = Asked(Timescales),
        Coverage = Asked(Coverage),
        ErrorRatio = Asked(ErrorRatio),
        NativeRmsd = Asked(NativeRmsd),
        RadiusMean = Asked(RadiusMean),
        RadiusDeviation = Asked(RadiusDeviation),
        NeighborMean = Asked(NeighborMean),
        NeighborOutside = Asked(NeighborOutside),
        BasinNames = (Basins[0], Basins[1]),
    };

    internal void Validate(SettingCheck check)
    {
        Limit(check, "free-energy", FreeEnergy);
        Limit(check, "components", Components);
        Limit(check, "timescales", Timescales);
        Limit(check, "coverage", Coverage);
        Limit(check, "error-ratio", ErrorRatio);
        Limit(check, "native-rmsd", NativeRmsd);
        Limit(check, "radius-mean", RadiusMean);
        Limit(check, "radius-deviation", RadiusDeviation);
        Limit(check, "neighbor-mean", NeighborMean);
        Limit(check, "neighbor-outside", NeighborOutside);
        Limit(check, "energy-mean", EnergyMean);
        Limit(check, "energy-distance", EnergyDistance);
        Limit(check, "backmapped-free-energy", BackmappedFreeEnergy);
        Limit(check, "msm-errors", MsmErrors);
        Limit(check, "msm-share", MsmShare);
        Limit(check, "velocity-distance", VelocityDistance);
        Limit(check, "rotation", Rotation);
        Share(check, "cosine", Cosine);
        Share(check, "chirality", Chirality);
        check.That(MsmLag >= 0 && double.IsFinite(MsmLag), "evaluation.msm-lag", "a multiple of the lag in ps, or 0 for 5 ps or the lag", MsmLag);
        check.That(Basins.Count == 2 && Basins.All(name => name.Length > 0) && Basins[0] != Basins[1], "evaluation.basins", "two names, such as [folded, unfolded]", $"[{string.Join(", ", Basins)}]");
    }

    private static void Limit(SettingCheck check, string setting, double value) =>
        check.That(value >= 0 && double.IsFinite(value), $"evaluation.{setting}", "a limit, or 0 to ask nothing", value);

    private static void Share(SettingCheck check, string setting, double value) =>
        check.That(value is >= 0 and <= 1, $"evaluation.{setting}", "a least share of at most 1, or 0 to ask nothing", value);

    private static double? Asked(double limit) => limit > 0 ? limit : null;
}
