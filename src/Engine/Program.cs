using System.CommandLine;
using System.CommandLine.Parsing;
using LatentSim.Engine.Commands;

var root = new RootCommand("LatentSim learns a small stochastic model from molecular dynamics and streams ultra-long, all-atom trajectories out of it.")
{
    SimulateCommand.Create(),
    LagScanCommand.Create(),
    TrainCommand.Create(),
    RunCommand.Create(),
    BackmapCommand.Create(),
    ResumeCommand.Create(),
    ExtendCommand.Create(),
    ServeCommand.Create(),
    EvaluateCommand.Create(),
    ExperimentCommand.Create(),
    InfoCommand.Create(),
    DemoCommand.Create(),
    BenchCommand.Create(),
};
root.Options.Add(CommandHost.Verbose);

ParseResult arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
{
    foreach (ParseError error in arguments.Errors)
        CommandHost.Print(arguments, error.Message);
    CommandHost.Print(arguments, "'latentsim --help' and 'latentsim COMMAND --help' tell what is expected.");
    return ExitCode.BadInput;
}

// The library would end the process two seconds after an interruption; a block or an epoch may take longer to finish.
return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
