using LatentSim.Molecules.Particles;
using Verlet;

// Times a velocity Verlet step of each system of the paper, on one core. Usage: Verlet [ROUNDS]
int rounds = args.Length > 0 ? int.Parse(args[0]) : 400;
Console.WriteLine("ns per step of one trajectory");
Console.WriteLine($"{"system",-14}{"plain",9}{"single",9}{"batch",9}{"plain/single",15}{"plain/batch",14}");
foreach ((string name, ParticleSystem system) in BenchSystems.All)
{
    StepTimes times = StepTimes.Measure(system, rounds);
    Console.WriteLine($"{name,-14}{times.Plain,9:F1}{times.Single,9:F1}{times.Batch,9:F2}{times.Plain / times.Single,15:F1}{times.Plain / times.Batch,14:F1}");
}
