using System.Text.RegularExpressions;

namespace Architecture.Tests;

public sealed partial class DomainTests
{
    public static TheoryData<string> Services => [.. Solution.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void The_domain_knows_no_database_no_transport_and_no_model_runtime(string service)
    {
        var folder = $"src/{service}/{service}.Api/Domain";
        var strangers = Solution.SourceFiles(folder)
            .SelectMany(file => File.ReadLines(file).Where(line => Infrastructure().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line}"));

        strangers.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_the_rooms_of_the_house(string service)
    {
        var api = Path.Combine(Solution.Root, $"src/{service}/{service}.Api");

        foreach (var room in new[] { "Domain", "Data", "Data/Configurations", "Data/Migrations", "Features", "Models" })
        {
            Directory.Exists(Path.Combine(api, room)).ShouldBeTrue($"{service}.Api/{room}");
        }

        foreach (var file in new[] { "Program.cs", $"{service}Services.cs", $"{service}Endpoints.cs", $"{service}Access.cs", $"{service}.Api.http", "../README.md" })
        {
            File.Exists(Path.Combine(api, file)).ShouldBeTrue($"{service}.Api/{file}");
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_file_of_a_service_is_read_in_a_sitting(string service)
    {
        var tooLong = Solution.SourceFiles($"src/{service}").Where(file => File.ReadLines(file).Count() > 300).Select(Path.GetFileName);

        tooLong.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\s*(global )?using .*(EntityFrameworkCore|Npgsql|AspNetCore|RabbitMQ|OnnxRuntime|Platform\.Messaging)")]
    private static partial Regex Infrastructure();
}
