namespace LatentSim.Models.Training;

/// <summary>A feature that the latents are to say nothing of.</summary>
/// <param name="Column">The feature; of an angle its cosine, and the next feature is its sine.</param>
/// <param name="IsAngle">Whether it is an angle.</param>
public sealed record DeflatedColumn(int Column, bool IsAngle);
