using System.CommandLine;
using IntegratorStep;

Option<int[]> walkers = new("--walkers") { Description = "Trajectories that step together.", DefaultValueFactory = _ => [1, 64], AllowMultipleArgumentsPerToken = true };
Option<int> rounds = new("--rounds") { Description = "Rounds of measurement.", DefaultValueFactory = _ => 20 };

RootCommand command = new("Times a step of the published LSTM integrator on one core, our kernel and libtorch on the same network.") { walkers, rounds };
command.SetAction(parsed =>
{
    Console.WriteLine("us a step of one trajectory     kernel, least  median   libtorch, least  median");
    foreach (int particles in new[] { 1, 3, 8, 16 })
    {
        foreach (int count in parsed.GetValue(walkers)!)
        {
            using LstmStep step = new(particles, count);
            StepTime ours = StepTime.Measure(parsed.GetValue(rounds), Math.Max(20, 4000 / count), step.Ours);
            StepTime theirs = StepTime.Measure(parsed.GetValue(rounds), Math.Max(5, 100 / count), step.Libtorch);
            Console.WriteLine(FormattableString.Invariant(
                $"N = {particles,2}, d = {step.FrameLength,2}, {count,4} together {ours.Least / count,14:f2} {ours.Median / count,8:f2} {theirs.Least / count,16:f1} {theirs.Median / count,8:f1}"));
        }
    }
});
return command.Parse(args).Invoke();
