using Manufacturing.Api;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddManufacturing();

var app = builder.Build();
app.UseServiceDefaults();
app.MapManufacturing();
app.Run();

public partial class Program;
