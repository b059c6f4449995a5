namespace LatentSim.Models.Integrators;

/// <summary>What an LSTM does with each unit alone, for one width of vectors and one activation.</summary>
internal unsafe interface ILstmCell
{
    /// <summary>Moves cells and hidden values on by a step.</summary>
    /// <param name="gates">Sums of the gates, eight units of i, of f, of g and of o after each other.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="hidden">Filled with the hidden values.</param>
    /// <param name="units">How many units: a multiple of eight.</param>
    void Update(float* gates, float* cells, float* hidden, int units);

    /// <summary>Fills an output with the activation of the scaled and shifted hidden values.</summary>
    void Wrap(float* hidden, float* scale, float* shift, float* output, int units);
}
