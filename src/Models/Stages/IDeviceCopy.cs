namespace LatentSim.Models.Stages;

/// <summary>The values of a block where a stage on a device left them, and their way into host memory. The block that it is attached to owns it.</summary>
internal interface IDeviceCopy : IDisposable
{
    /// <summary>Waits until the values are in host memory, and hands them over. Called once, by any thread.</summary>
    /// <param name="values">The block's values.</param>
    void CopyTo(Span<float> values);
}
