using LatentSim.Actors;

namespace LatentSim.Engine.Live.Imd;

/// <summary>Makes frames into packets, for one client.</summary>
/// <param name="scene">What does not change.</param>
internal sealed class ImdFrameSource(ImdScene scene)
{
    private readonly ImdParticles? particles = scene.Particles();

    /// <summary>Writes the packets of a frame in the protocol's order: time, energies, box, coordinates, velocities, forces.</summary>
    /// <param name="frames">Frames of a walker.</param>
    /// <param name="place">The place of the frame among them.</param>
    /// <param name="writer">Where to.</param>
    public void Write(LiveFrames frames, int place, ImdWriter writer)
    {
        long step = frames.FirstStep + (place * frames.Stride);
        particles?.Read(frames.Rows.Span.Slice(place * frames.RowLength, frames.RowLength));
        if (scene.Contents.Time)
            writer.Time(scene.Timestep, step * scene.Timestep, step);
        if (scene.Contents.Energies)
            WriteEnergies(frames, place, step, writer);
        if (scene.Contents.Box)
            writer.Box(scene.Box);
        writer.Vectors(ImdPacketType.Coordinates, frames.Positions.Span.Slice(place * scene.Sites * 3, scene.Sites * 3), ImdWriter.AngstromPerNanometre);
        if (!scene.Contents.Motion)
            return;
        writer.Vectors(ImdPacketType.Velocities, particles!.Velocities, 1);
        writer.Vectors(ImdPacketType.Forces, particles.Forces, 1);
    }

    private void WriteEnergies(LiveFrames frames, int place, long step, ImdWriter writer)
    {
        if (particles is not null)
        {
            writer.Energies(step, particles.Temperature, particles.Total, particles.Potential);
            return;
        }

        double potential = frames.Energies.IsEmpty ? double.NaN : frames.Energies.Span[place];
        writer.Energies(step, scene.Temperature, potential, potential);
    }
}
