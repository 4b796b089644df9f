using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Platform.Cli.Running;
using Platform.Cli.Verbs;
using Platform.ServiceDefaults;

LoopbackBypass.Use();

var root = new RootCommand("Platform: four AI services on .NET Aspire, on this machine.")
{
    UpVerb.Create(),
    DownVerb.Create(),
    ResetVerb.Create(),
    TestVerb.Create(),
    DoctorVerb.Create(),
    TokenVerb.Create(),
    ModelVerbs.Create("train", "Train a model on a data file, and write its folder."),
    ModelVerbs.Create("evaluate", "Evaluate a model by its protocol on a data file."),
    ImportVerb.Create(),
    BenchVerb.Create(),
};

// A terminal that is closed is a stop like any other: nothing of ours may go on without one.
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true;
    Signals.Terminate(Process.GetCurrentProcess());
});

// Stopping two servers and six programs politely takes longer than the two seconds that are the default.
return await root.Parse(ModelVerbs.PassingOn(args)).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
