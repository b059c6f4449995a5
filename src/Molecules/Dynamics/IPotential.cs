namespace LatentSim.Molecules.Dynamics;

/// <summary>A potential energy along one dimensionless coordinate, in kT.</summary>
public interface IPotential
{
    /// <summary>V(x), kT.</summary>
    double Energy(double x);

    /// <summary>dV/dx, kT.</summary>
    double Gradient(double x);
}
