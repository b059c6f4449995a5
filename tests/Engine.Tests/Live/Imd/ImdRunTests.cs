using LatentSim.Actors;
using LatentSim.Engine.Live.Imd;
using LatentSim.Engine.Live.Session;
using LatentSim.Engine.Runs;
using LatentSim.Engine.Tests.Live.Session;
using LatentSim.Engine.Tests.Runs;
using LatentSim.Models.Integrators;
using LatentSim.Molecules;
using LatentSim.Molecules.Particles;
using LatentSim.Molecules.Random;
using Models.Tests.Integrators;
using Models.Tests.ModelFile;

namespace LatentSim.Engine.Tests.Live.Imd;

/// <summary>Runs that compute, watched by IMD.</summary>
public class ImdRunTests
{
    private static readonly ParticleSystem Fluid = RandomLstm.Fluid(3) with { VerletTimestep = 0.01, Sigma = 0.8 };

    [Fact(Timeout = 120_000)]
    public async Task EveryFrameIsThatOfTheFile()
    {
        using SmallRun run = WatchedRun.Small();
        List<ReceivedFrame> frames = await Watch(run, walker: 3);

        using var reader = new XtcReader(run.Walker(3));
        var frame = new Frame(reader.AtomCount);
        for (int step = 0; step < 60; step++)
        {
            Assert.True(reader.ReadNext(frame));
            Assert.Equal(frame.Positions.Select(x => x * 10f), frames[step].Coordinates);
            Assert.Equal(step, frames[step].Step);
        }

        Assert.Equal(60, frames.Count);
    }

    [Fact(Timeout = 120_000)]
    public async Task ParticlesComeWithVelocitiesForcesAndEnergies()
    {
        using SmallRun run = WatchedRun.Small(TestSimulators.OfParticles(Fluid, RandomLstm.Weights(Fluid), 0.05));
        List<ReceivedFrame> frames = await Watch(run, walker: 4);

        ParticleState start = ParticleSweep.Draw(Fluid, 11, 4, RandomPurpose.Start);
        double[] window = new double[5 * 18];
        VerletWindow.Fill(Fluid, start, 0.05, window);
        var energy = new ParticleEnergy(Fluid);
        double[] forces = new double[9];
        for (int step = 0; step < 5; step++)
        {
            double[] positions = window[(18 * step)..((18 * step) + 9)];
            double[] velocities = window[((18 * step) + 9)..(18 * (step + 1))];
            double potential = energy.Forces(positions, 0, forces) / (0.8 * 0.8);
            double kinetic = frames[step].Velocities.Sum(v => 0.5 * start.Mass * (v / 10) * (v / 10));
            AssertClose(velocities.Select(v => v * 10 / 0.8), frames[step].Velocities);
            AssertClose(forces.Select(f => f / 10 / 0.8), frames[step].Forces);
            AssertClose([2 * kinetic / (6 * 8.314462618e-3), potential + kinetic, potential, 0, 0, 0, 0, 0, 0], frames[step].Energies);
            Assert.Equal(3, frames[step].Box.Count(edge => Math.Abs(edge - (60 / 0.8f)) < 1e-3));
        }
    }

    private static void AssertClose(IEnumerable<double> expected, float[] found)
    {
        double[] all = [.. expected];
        Assert.Equal(all.Length, found.Length);
        Assert.All(all.Zip(found), pair => Assert.Equal(pair.First, pair.Second, (1e-5 * Math.Abs(pair.First)) + 1e-6));
    }

    private static async Task<List<ReceivedFrame>> Watch(SmallRun run, int walker)
    {
        using RunSession session = RunSession.Create(run.Request);
        session.Live.AllowAll = true;
        using var shown = new SessionRun(session);
        await using ImdServer server = ImdServer.Start(new ImdSettings { Port = 0, Walker = walker, Delivery = LiveDelivery.All, Wait = true }, shown);
        Task<List<ReceivedFrame>> reading = Task.Run(() =>
        {
            using ImdReceiver client = ImdReceiver.Begin(server.EndPoint);
            return client.Rest().ToList();
        });
        await shown.Run(progress: null, CancellationToken.None);
        return await reading;
    }
}
