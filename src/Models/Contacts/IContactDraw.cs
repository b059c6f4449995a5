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

    /// <summary>How far the worst pair of a frame is inside its limit, nm.</summary>
    float Deficit(ReadOnlySpan<float> frame);
}
