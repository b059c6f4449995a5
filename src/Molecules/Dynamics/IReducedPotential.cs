namespace LatentSim.Molecules.Dynamics;

/// <summary>A potential energy along one dimensionless coordinate, in kT: what the reference processes of model coordinates take.</summary>
public interface IReducedPotential
{
    /// <summary>V(x), kT.</summary>
    double Energy(double x);

    /// <summary>dV/dx, kT.</summary>
    double Gradient(double x);
}
