using Healthcare.Api;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddHealthcare();

var app = builder.Build();
app.UseServiceDefaults();
app.MapHealthcare();
app.Run();

public partial class Program;
