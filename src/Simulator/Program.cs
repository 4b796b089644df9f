using Platform.ServiceDefaults;
using Simulator;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSimulator();

var app = builder.Build();
app.UseServiceDefaults();
app.Run();

public partial class Program;
