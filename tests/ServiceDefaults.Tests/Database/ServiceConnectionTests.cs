using Npgsql;
using Platform.ServiceDefaults;

namespace ServiceDefaults.Tests.Database;

public sealed class ServiceConnectionTests
{
    [Fact]
    public void What_a_connection_string_leaves_open_is_added()
    {
        var connection = Read(ServiceConnection.WithDefaults("Host=db;Database=fraud"));

        (connection.Host, connection.Database).ShouldBe(("db", "fraud"));
        (connection.MaxAutoPrepare, connection.NoResetOnClose).ShouldBe((100, true));
    }

    [Theory]
    [InlineData("Host=db;Max Auto Prepare=0;No Reset On Close=false", 0, false)]
    [InlineData("Host=db;maxautoprepare=7;noresetonclose=false", 7, false)]
    public void What_a_connection_string_says_itself_stays(string given, int prepared, bool noReset)
    {
        var connection = Read(ServiceConnection.WithDefaults(given));

        (connection.MaxAutoPrepare, connection.NoResetOnClose).ShouldBe((prepared, noReset));
    }

    private static NpgsqlConnectionStringBuilder Read(string connectionString) => new(connectionString);
}
