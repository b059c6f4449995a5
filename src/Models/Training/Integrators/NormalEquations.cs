using System.Numerics;
using System.Runtime.InteropServices;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using RightSide = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace LatentSim.Models.Training;

/// <summary>The normal equations of a nonlinear least-squares problem, summed residual block by residual block: J^T J and J^T r.</summary>
internal sealed class NormalEquations(int parameters)
{
    private const double Floor = 1e-12;

    private readonly Matrix squares = Matrix.Build.Dense(parameters, parameters);
    private readonly double[] slopes = new double[parameters];

    /// <summary>The sum of squared residuals.</summary>
    public double Cost { get; private set; }

    /// <summary>Adds residuals.</summary>
    /// <param name="residuals">[row].</param>
    /// <param name="derivatives">[parameter][row].</param>
    public void Add(ReadOnlySpan<double> residuals, double[][] derivatives)
    {
        for (int a = 0; a < parameters; a++)
        {
            slopes[a] += Dot(derivatives[a], residuals);
            for (int b = 0; b <= a; b++)
                squares[a, b] += Dot(derivatives[a], derivatives[b]);
        }

        Cost += Dot(residuals, residuals);
    }

    /// <summary>The step of Levenberg and Marquardt: (J^T J + damping diag(J^T J)) step = -J^T r.</summary>
    public double[] Step(double damping)
    {
        Matrix damped = Matrix.Build.Dense(parameters, parameters, (a, b) => squares[Math.Max(a, b), Math.Min(a, b)]);
        for (int a = 0; a < parameters; a++)
            damped[a, a] = (damped[a, a] * (1 + damping)) + Floor;
        return [.. damped.Cholesky().Solve(RightSide.Build.Dense(parameters, i => -slopes[i]))];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> left = MemoryMarshal.Cast<double, Vector<double>>(a);
        ReadOnlySpan<Vector<double>> right = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < left.Length; i++)
            sums += left[i] * right[i];
        double sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
