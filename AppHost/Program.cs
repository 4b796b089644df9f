using Platform.AppHost;
using Platform.ServiceDefaults;

// A proxy of the environment is for other machines: neither this process nor those it starts may ask it for this one.
LoopbackBypass.PassOn();
LoopbackBypass.Use();

// What runs and how it is wired. How the servers run: Servers/. How it is deployed: Publishing.cs.
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    DashboardApplicationName = "Platform",
    // The page has it all; ./platform up keeps it in a file besides, for the start that fails.
    EnableResourceLogging = Environment.GetEnvironmentVariable("PLATFORM_RESOURCE_LOGS") == "true",
});

// Without it Ctrl-C returns while the programs still stop.
builder.Configuration["DcpPublisher:WaitForResourceCleanup"] = "true";
await builder.ClaimStateAsync();
builder.AddStartReports();
builder.KeepDashboardToken();

var servers = await Servers.AddAsync(builder);
var messaging = servers.Messaging.WithBench("messaging");
var authority = Authority.Add(builder);

var fraudDatabase = servers.AddDatabase(ResourceNames.FraudDatabase);
var fraud = builder.AddProject<Projects.Fraud_Api>(ResourceNames.FraudApi)
    .WithReference(fraudDatabase).WaitFor(fraudDatabase)
    .WithReference(messaging).WaitFor(messaging)
    .WithAuthority(authority)
    .WithFolder("Screening__LateJournal", "late-payments")
    .WithApi("CreditCardPerson")
    .WithOperatorCommands(authority)
    .WithTraining("fraud").WithBench("fraud").WithBench("inference");

var retailDatabase = servers.AddDatabase(ResourceNames.RetailDatabase);
var retail = builder.AddProject<Projects.Retail_Api>(ResourceNames.RetailApi)
    .WithReference(retailDatabase).WaitFor(retailDatabase)
    .WithReference(messaging).WaitFor(messaging)
    .WithAuthority(authority)
    .WithApi("Cart")
    .WithOperatorCommands(authority)
    .WithTraining("retail");

var manufacturingDatabase = servers.AddDatabase(ResourceNames.ManufacturingDatabase);
var manufacturing = builder.AddProject<Projects.Manufacturing_Api>(ResourceNames.ManufacturingApi)
    .WithReference(manufacturingDatabase).WaitFor(manufacturingDatabase)
    .WithReference(messaging).WaitFor(messaging)
    .WithAuthority(authority)
    .WithApi("BuildingFactory")
    .WithOperatorCommands(authority)
    .WithTraining("manufacturing");

var healthcareDatabase = servers.AddDatabase(ResourceNames.HealthcareDatabase);
var healthcare = builder.AddProject<Projects.Healthcare_Api>(ResourceNames.HealthcareApi)
    .WithReference(healthcareDatabase).WaitFor(healthcareDatabase)
    .WithReference(messaging).WaitFor(messaging)
    .WithAuthority(authority)
    .WithApi("HeartPulse")
    .WithOperatorCommands(authority)
    .WithTraining("imaging");

IResourceBuilder<ProjectResource>[] services = [fraud, retail, manufacturing, healthcare];
List<IResourceBuilder<ProjectResource>> programs = [.. services];

// Traffic for local runs: --Simulator=off leaves it out, and no deployment has it.
if (authority.Demo is { } demo && builder.Configuration["Simulator"] != "off")
{
    programs.Add(builder.AddProject<Projects.Simulator>(ResourceNames.Simulator)
        .WithReference(fraud).WaitFor(fraud)
        .WithReference(retail).WaitFor(retail)
        .WithReference(manufacturing).WaitFor(manufacturing)
        .WithReference(healthcare).WaitFor(healthcare)
        .WithAuthority(authority)
        .WithEnvironment("Demo__Secret", demo.Secret)
        .WithDataFolder()
        .WithApi("PlayCircle")
        .WithPaceCommand(demo.Tokens));
}

servers.AddResetCommand(programs);
builder.Publish(services);
builder.UseFreePorts();

await builder.Build().RunUntilStoppedAsync();
