using LatentSim.Molecules.Random;

namespace LatentSim.Models.Contacts;

/// <summary>What <see cref="ContactRedraw"/> needs to know of the frames that it draws again.</summary>
internal interface IContactDraw
{
    /// <summary>The random numbers of one attempt at a row.</summary>
    PhiloxStream Random(int row, int attempt);

    /// <summary>Turns a row's flow variables into its frame, [atom, 3], nm.</summary>
    /// <returns>How far the variables are from any that a frame has, nm; 0 if this one has them.</returns>
    float Place(int row, ReadOnlySpan<float> variables, Span<float> frame);

    /// <summary>How far a frame is from one that may stay: by how much its worst pair is inside its limit, nm, or more, see <see cref="FrameDeficit"/>; 0 if it may.</summary>
    float Deficit(ReadOnlySpan<float> frame);
}
