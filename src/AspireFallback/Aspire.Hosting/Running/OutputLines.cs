namespace Aspire.Hosting.Running;

/// <summary>The one console that all resources write to: each line with the name of its resource.</summary>
internal sealed class OutputLines(IList<ApplicationModel.IResource> resources)
{
    private readonly int _width = resources.Select(resource => resource.Name.Length).DefaultIfEmpty().Max();

    public void Write(string name, string line) => Console.Out.WriteLine($"{name.PadRight(_width)} | {line}");
}
