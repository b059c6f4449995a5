namespace LatentSim.Engine.Tests.Live.Imd;

/// <summary>A frame as an <see cref="ImdReceiver"/> got it; what did not come is empty.</summary>
internal sealed class ReceivedFrame
{
    public double Timestep { get; set; }

    public double Time { get; set; }

    public long Step { get; set; }

    public int EnergyStep { get; set; }

    /// <summary>Temperature, total, potential, and six terms.</summary>
    public float[] Energies { get; set; } = [];

    public float[] Box { get; set; } = [];

    public float[] Coordinates { get; set; } = [];

    public float[] Velocities { get; set; } = [];

    public float[] Forces { get; set; } = [];
}
