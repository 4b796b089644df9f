using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults;

namespace Simulator.Traffic;

/// <summary>The pace of all feeds, as a factor of their own rates: 0 holds them, 1 is as configured.</summary>
public sealed record PaceSetting([Range(Pace.Slowest, Pace.Fastest)] double Factor);

/// <summary><c>GET</c> and <c>PUT /v1/pace</c>: how fast the simulator goes.</summary>
public static class PaceEndpoint
{
    public static void MapPace(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/pace", Get)
            .RequirePermission(SimulatorAccess.Operate)
            .WithName("GetPace")
            .WithSummary("Says how fast all feeds go");
        v1.MapPut("/pace", Put)
            .RequirePermission(SimulatorAccess.Operate)
            .WithName("SetPace")
            .WithSummary("Changes how fast all feeds go, at once and until the simulator ends; 0 holds them");
    }

    private static Ok<PaceSetting> Get(Pace pace) => TypedResults.Ok(new PaceSetting(pace.Factor));

    private static Results<Ok<PaceSetting>, ValidationProblem> Put(PaceSetting wanted, Pace pace, ILogger<Pace> log)
    {
        pace.Set(wanted.Factor);
        PaceLog.Changed(log, wanted.Factor);
        return TypedResults.Ok(wanted);
    }
}

internal static partial class PaceLog
{
    [LoggerMessage(10, LogLevel.Information, "Pace: {Factor} times the configured rates")]
    public static partial void Changed(ILogger log, double factor);
}
