using Fraud.Api;
using Platform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddFraud();

var app = builder.Build();
app.UseServiceDefaults();
app.MapFraud();
app.Run();

public partial class Program;
