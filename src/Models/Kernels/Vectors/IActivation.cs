namespace LatentSim.Models.Kernels.Vectors;

/// <summary>A function that is applied to each number of a vector.</summary>
internal interface IActivation<TVector>
    where TVector : struct
{
    /// <summary>The function's values.</summary>
    static abstract TVector Apply(TVector x);
}
