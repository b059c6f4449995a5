using LatentSim.Molecules.Random;

namespace LatentSim.Models.Contacts;

/// <summary>What <see cref="ContactRedraw"/> needs to know of the frames that it draws again.</summary>
internal interface IContactDraw
{
    /// <summary>The run's seed.</summary>
    ulong Seed { get; }

    /// <summary>What the random numbers are for.</summary>
    RandomPurpose Purpose { get; }

    /// <summary>Whose random numbers one attempt at a row takes.</summary>
    RandomKey Key(int row, int attempt);

    /// <summary>Turns flow variables into frames, and tells how far each is from one that may stay.</summary>
    /// <param name="variables">Of one frame to eight, [frame, variable].</param>
    /// <param name="frames">[frame, atom, 3], nm; holds what is given of each on entry.</param>
    /// <param name="deficits">[frame]; 0 for a frame that may stay; else by how much its worst pair is inside its limit or its variables are from any that
    /// a frame has, nm, or more, see <see cref="FrameDeficit"/>.</param>
    void Place(ReadOnlySpan<float> variables, Span<float> frames, Span<float> deficits);
}
