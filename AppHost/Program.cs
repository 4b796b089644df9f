using Platform.AppHost;
using Platform.ServiceDefaults;

// What runs and how it is wired. How the servers run: Servers.cs. How it is deployed: Publishing.cs.
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
{
    Args = args,
    // ./platform up keeps it in a file, for the start that fails.
    EnableResourceLogging = true,
});

var servers = await Servers.AddAsync(builder);
var authority = Authority.Add(builder);

var fraud = builder.AddProject<Projects.Fraud_Api>(ResourceNames.FraudApi)
    .Uses(servers.Database(ResourceNames.FraudDatabase)).Uses(servers.Messaging).Trusts(authority).Reports()
    .KeepsFiles("Screening__LateJournal", "late-payments")
    .WithHttpHealthCheck("/health");

var retail = builder.AddProject<Projects.Retail_Api>(ResourceNames.RetailApi)
    .Uses(servers.Database(ResourceNames.RetailDatabase)).Uses(servers.Messaging).Trusts(authority).Reports()
    .WithHttpHealthCheck("/health");

var manufacturing = builder.AddProject<Projects.Manufacturing_Api>(ResourceNames.ManufacturingApi)
    .Uses(servers.Database(ResourceNames.ManufacturingDatabase)).Uses(servers.Messaging).Trusts(authority).Reports()
    .WithHttpHealthCheck("/health");

var healthcare = builder.AddProject<Projects.Healthcare_Api>(ResourceNames.HealthcareApi)
    .Uses(servers.Database(ResourceNames.HealthcareDatabase)).Uses(servers.Messaging).Trusts(authority).Reports()
    .WithHttpHealthCheck("/health");

// Traffic for local runs: --Simulator=off leaves it out, and no deployment has it.
if (builder.ExecutionContext.IsRunMode && builder.Configuration["Simulator"] != "off")
{
    builder.AddProject<Projects.Simulator>(ResourceNames.Simulator)
        .Uses(fraud).Uses(retail).Uses(manufacturing).Uses(healthcare).SignsInAt(authority).Reports()
        .WithDataFolder();
}

#if !ASPIRE_FALLBACK
builder.Publish(fraud, retail, manufacturing, healthcare);
#endif

builder.Build().Run();
