namespace LatentSim.Models.Training;

/// <summary>How frames are turned before they become densities.</summary>
public enum VoxelOrientation
{
    /// <summary>At random in each step, so that the network learns every orientation (Shmilovich et al. 2022, section 2.3).</summary>
    Random = 0,

    /// <summary>
    /// Superposed by their coarse sites on one reference, in training and after it: the network sees one orientation, learns much faster, and what it draws
    /// turns exactly as the coarse sites do.
    /// </summary>
    Sites = 1,
}
