using Akka.Actor;

namespace LatentSim.Actors;

/// <summary>Runs a plan from its start to its end.</summary>
public static class StreamRun
{
    /// <summary>
    /// Computes a plan's blocks and hands them to the sinks. When <paramref name="stop"/> is cancelled, the blocks on their way are finished and the
    /// checkpoint is made before the task ends; it then ends normally.
    /// </summary>
    /// <exception cref="ArgumentException">The plan cannot be run.</exception>
    /// <exception cref="TimeoutException">A sink did not answer; the message says which, and what was waited for.</exception>
    /// <exception cref="Exception">Whatever a sink threw. The last checkpoint stands.</exception>
    public static async Task<RunResult> Run(RunPlan plan, RunSinks sinks, CancellationToken stop = default)
    {
        plan.Validate();
        ActorSystem system = ActorSystem.Create("latentsim");
        try
        {
            IActorRef run = system.ActorOf(RunActor.Props(plan, sinks), "run");
            Task<RunResult> result = run.Ask<RunResult>(new RunActor.Run(), Timeout.InfiniteTimeSpan);
            await using CancellationTokenRegistration registration = stop.Register(() => run.Tell(new RunActor.Stop(), ActorRefs.NoSender));
            return await result;
        }
        finally
        {
            await system.Terminate();
        }
    }
}
