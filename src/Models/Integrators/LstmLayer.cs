namespace LatentSim.Models.Integrators;

/// <summary>
/// A layer of long short-term memory and what follows it. At each step x, with states h and c that are zero before the first,
/// (i, f, g, o) = W x + U h + b, c' = sigmoid(f) c + sigmoid(i) tanh(g), h' = sigmoid(o) tanh(c') (Kadupitiya, Fox and Jadhao 2020, equation 6), and the
/// layer gives activation(scale h' + shift), where scale and shift are a batch normalization's.
/// </summary>
/// <param name="Inputs">The length of x.</param>
/// <param name="Units">The length of h and c.</param>
/// <param name="InputWeights">W, [gate, unit, input]; the gates are i, f, g, o.</param>
/// <param name="RecurrentWeights">U, [gate, unit, unit].</param>
/// <param name="Bias">b, [gate, unit].</param>
/// <param name="Scale">What each unit is multiplied with, [unit].</param>
/// <param name="Shift">What is added to each unit then, [unit].</param>
public sealed record LstmLayer(int Inputs, int Units, float[] InputWeights, float[] RecurrentWeights, float[] Bias, float[] Scale, float[] Shift)
{
    /// <summary>i, f, g and o.</summary>
    public const int Gates = 4;

    /// <summary>What is wrong with its sizes, or null.</summary>
    internal string? Problem()
    {
        if (Inputs <= 0 || Units <= 0 || Inputs > LstmIntegratorWeights.MostInputs || Units > LstmIntegratorWeights.MostUnits)
            return $"{Inputs} inputs and {Units} units, expected 1 to {LstmIntegratorWeights.MostInputs} and 1 to {LstmIntegratorWeights.MostUnits}";
        if (InputWeights.Length != (long)Gates * Units * Inputs)
            return $"{InputWeights.Length} weights of inputs, expected {Gates} x {Units} x {Inputs}";
        if (RecurrentWeights.Length != (long)Gates * Units * Units)
            return $"{RecurrentWeights.Length} recurrent weights, expected {Gates} x {Units} x {Units}";
        if (Bias.Length != Gates * Units)
            return $"{Bias.Length} biases, expected {Gates} x {Units}";
        return Scale.Length == Units && Shift.Length == Units ? null : $"{Scale.Length} scales and {Shift.Length} shifts, expected {Units} of each";
    }
}
