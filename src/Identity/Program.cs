using Identity;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddAuthority();

var app = builder.Build();
app.UseAuthority();
app.UseServiceDefaults();
app.Run();

public partial class Program;
