namespace Platform.ServiceDefaults;

/// <summary>
/// The names by which the AppHost, the services and the tests call the same things.
/// The file is compiled into ServiceDefaults and, as a link, into the AppHost.
/// </summary>
public static class ResourceNames
{
    /// <summary>The Postgres server; each service has its own database on it.</summary>
    public const string Postgres = "postgres";

    /// <summary>The RabbitMQ broker, and the name of its connection string.</summary>
    public const string Messaging = "messaging";

    public const string Identity = "identity";
    public const string FraudApi = "fraud-api";
    public const string RetailApi = "retail-api";
    public const string ManufacturingApi = "manufacturing-api";
    public const string HealthcareApi = "healthcare-api";
    public const string Simulator = "simulator";

    public const string FraudDatabase = "frauddb";
    public const string RetailDatabase = "retaildb";
    public const string ManufacturingDatabase = "manufacturingdb";
    public const string HealthcareDatabase = "healthcaredb";
}
