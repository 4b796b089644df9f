using Npgsql;

namespace Fraud.Api.Features.WorkReports;

internal static class ReportLimit
{
    /// <summary>Tells who asked for more than can be read in time what to change.</summary>
    public static RouteHandlerBuilder WithReportLimit(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.QueryCanceled)
            {
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status422UnprocessableEntity,
                    title: "The report reads too much.",
                    detail: "It was given up, as it took longer than a report may read: ask for a shorter period.");
            }
        });
}
