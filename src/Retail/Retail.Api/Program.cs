using Platform.ServiceDefaults;
using Retail.Api;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRetail();

var app = builder.Build();
app.UseServiceDefaults();
app.MapRetail();
app.Run();

public partial class Program;
