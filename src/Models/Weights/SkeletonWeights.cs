using LatentSim.Molecules.Geometry;

namespace LatentSim.Models.Weights;

/// <summary>
/// The heavy atoms whose places the coarse sites nearly fix (a carbonyl oxygen on its peptide plane, say), at their mean internal coordinates: what the
/// decoder needs to see whether a coarse configuration leaves room for the atoms.
/// </summary>
/// <param name="Sites">The number of coarse sites, S. They come first; attached atoms are numbered from S in the order of their rows.</param>
/// <param name="Rows">The attached atoms' Z-matrix rows, in that numbering.</param>
/// <param name="Coordinates">Their mean internal coordinates, in the rows' order (nm, radians).</param>
/// <param name="Contacts">How close pairs came in the training data, measured on skeletons of the training data's coarse sites.</param>
public sealed record SkeletonWeights(int Sites, IReadOnlyList<ZMatrixRow> Rows, float[] Coordinates, ContactLimits Contacts);
