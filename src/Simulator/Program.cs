using Platform.ServiceDefaults;
using Simulator;
using Simulator.Traffic;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSimulator();

var app = builder.Build();
app.UseServiceDefaults();
app.MapGroup("/v1").WithTags("Simulator").MapPace();
app.Run();

public partial class Program;
