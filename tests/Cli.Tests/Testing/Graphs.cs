using Platform.Cli.Testing;

namespace Cli.Tests.Testing;

/// <summary>A small solution: two services on one block, and what tests them.</summary>
internal static class Graphs
{
    public static readonly ProjectGraph Shop = new(
    [
        Project("src/Blocks/Messaging/Messaging.csproj"),
        Project("src/Fraud/Fraud.Contracts/Fraud.Contracts.csproj"),
        Project("src/Fraud/Fraud.Api/Fraud.Api.csproj", "src/Blocks/Messaging/Messaging.csproj", "src/Fraud/Fraud.Contracts/Fraud.Contracts.csproj"),
        Project("src/Retail/Retail.Api/Retail.Api.csproj", "src/Blocks/Messaging/Messaging.csproj", "src/Fraud/Fraud.Contracts/Fraud.Contracts.csproj"),
        Test("Fraud.Tests", "src/Fraud/Fraud.Api/Fraud.Api.csproj"),
        Test("Fraud.ModelTests", "src/Fraud/Fraud.Api/Fraud.Api.csproj") with { Links = ["src/Fraud/docs/Events.md"] },
        Test("Retail.Tests", "src/Retail/Retail.Api/Retail.Api.csproj"),
        Test("Inference.Tests") with { Links = ["src/*/*/Models/**/*.*"] },
        Test("Architecture.Tests"),
    ]);

    public static SolutionProject Project(string path, params string[] references) => new(path, references, []);

    public static SolutionProject Test(string name, params string[] references) => new($"tests/{name}/{name}.csproj", references, [], IsTest: true);

    public static IEnumerable<string> Names(this IEnumerable<SolutionProject> projects) => projects.Select(project => project.Name);
}
